// Passkeys need the browser's own dialogue; everything else of signing in works without this file.
class PasskeyButton extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.use());
  }

  async use() {
    const said = this.querySelector("[role=alert]");
    said.hidden = true;
    try {
      const name = this.querySelector("[data-name]");
      const asked = await this.post(this.dataset.ask, "");
      const credential = name
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      const answer = await this.post(this.dataset.answer + (name ? "?ten=" + encodeURIComponent(name.value) : ""), JSON.stringify(credential));
      location.href = answer.to;
    } catch (fault) {
      said.textContent = fault.said || this.dataset.failed;
      said.hidden = false;
    }
  }

  async post(address, body) {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.redirected) { // asked to show again who one is
      location.href = "/xac-nhan?tiep=" + encodeURIComponent(location.pathname);
      return new Promise(() => {});
    }
    const json = await answer.json().catch(() => ({}));
    if (!answer.ok) throw json;
    return json;
  }
}
customElements.define("passkey-button", PasskeyButton);
