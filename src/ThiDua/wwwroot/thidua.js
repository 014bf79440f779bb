// The moving parts: a place to drop a file, and progress while it is read; a text that is checked while it is written; a page that goes when its session does. Without this file the forms work as they are.
class FileDrop extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const input = form.querySelector("input[type=file]");
    const drop = this.querySelector(".drop");
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, event => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          input.files = event.dataTransfer.files;
          this.send(form);
        }
      });
    }
    form.addEventListener("submit", event => {
      event.preventDefault();
      this.send(form);
    });
  }

  send(form) {
    const bar = this.querySelector("progress");
    const said = this.querySelector("[data-said]");
    const id = form.elements["watch"].value;
    bar.hidden = said.hidden = false;
    form.querySelector("button").disabled = true;
    const timer = setInterval(async () => {
      const rows = await (await fetch("/nhap/tien-do/" + encodeURIComponent(id))).text();
      if (rows !== "0") said.textContent = said.dataset.said.replace("{0}", Number(rows).toLocaleString("vi-VN"));
    }, 400);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.onprogress = event => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    request.onload = () => {
      clearInterval(timer);
      location.href = request.responseURL;
    };
    request.onerror = () => form.submit();
    request.send(new FormData(form));
  }
}
customElements.define("file-drop", FileDrop);

class CampaignEditor extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const text = form.elements["text"];
    const found = this.querySelector(".live");
    let timer;
    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const answer = await fetch("/api/v1/campaign-checks?lang=" + document.documentElement.lang + "&campaign=" + encodeURIComponent(this.dataset.campaign), { method: "POST", body: text.value });
        if (!answer.ok) return;
        const { faults } = await answer.json();
        found.replaceChildren(...(faults.length ? faults : [{ message: found.dataset.none }]).map(fault => {
          const item = document.createElement("li");
          item.textContent = fault.line ? found.dataset.says.replace("{0}", fault.line).replace("{1}", fault.column).replace("{2}", () => fault.message) : fault.message;
          if (fault.line) item.addEventListener("click", () => CampaignEditor.goTo(text, fault.line));
          return item;
        }));
      }, 500);
    });
  }

  static goTo(text, line) {
    const before = text.value.split("\n").slice(0, line - 1).join("\n").length;
    const start = line > 1 ? before + 1 : 0;
    text.focus();
    text.setSelectionRange(start, start + (text.value.split("\n")[line - 1] || "").length);
  }
}
customElements.define("campaign-editor", CampaignEditor);

class SessionEnd extends HTMLElement {
  connectedCallback() {
    this.wait(Number(this.dataset.left));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
    addEventListener("pageshow", event => { if (event.persisted) this.ask(); });
  }

  wait(seconds) {
    this.end = Date.now() + seconds * 1000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), seconds * 1000 + 500);
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.ask);
      const left = answer.ok ? Number(await answer.text()) : 60;
      if (left > 0) this.wait(left);
      else this.leave();
    } catch {
      if (Date.now() >= this.end) this.leave();
    }
  }

  leave() {
    document.body.replaceChildren();
    location.replace(this.dataset.to);
  }
}
customElements.define("session-end", SessionEnd);

// A slip that was drawn: its code stands behind the # of the address, which a browser sends to nobody; it goes into the form and leaves the address.
const slip = document.querySelector("input[data-slip]");
const readSlip = () => {
  if (location.hash.length < 2) return;
  slip.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
};
if (slip) {
  readSlip();
  addEventListener("hashchange", readSlip); // another slip, scanned while the page is open
}
document.querySelector("button[data-print]")?.addEventListener("click", () => print());
