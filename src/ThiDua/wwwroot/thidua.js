// The only moving part: a place to drop a file, and progress while it is read. Without this file the form works as it is.
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
