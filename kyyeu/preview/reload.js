// Sent by the preview only, never part of the site. Under the site's own policy: an external
// script, an EventSource to the same origin, text by textContent.
"use strict";
{
  let edition = null;
  let banner = null;

  const show = (trouble) => {
    if (!trouble) {
      banner?.remove();
      banner = null;
      return;
    }
    if (!banner) {
      banner = document.createElement("pre");
      banner.setAttribute("role", "alert");
      banner.id = "kyyeu-preview-trouble";
      Object.assign(banner.style, {
        position: "fixed", inset: "auto 0 0 0", zIndex: "9999", margin: "0",
        maxHeight: "40vh", overflow: "auto", padding: "1rem", whiteSpace: "pre-wrap",
        font: "14px/1.5 monospace", color: "#fbf9f4", background: "#9c1c1f",
      });
      document.body.append(banner);
    }
    banner.textContent = trouble;
  };

  const news = new EventSource("/__events");
  news.addEventListener("message", (message) => {
    const notice = JSON.parse(message.data);
    if (edition !== null && notice.edition !== edition) location.reload();
    edition = notice.edition;
    show(notice.trouble);
  });
  // A page that is being left must not keep one of the browser's six connections.
  addEventListener("pagehide", () => news.close());
}
