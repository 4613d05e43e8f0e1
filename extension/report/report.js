/** The report tab: the host's page, in a frame in which nothing can run. */

const messageId = Number(new URLSearchParams(location.search).get("message"));
document.title = messenger.i18n.getMessage("reportTitle");

try {
  const html = await messenger.runtime.sendMessage({ type: "report", messageId });
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "");
  frame.setAttribute("title", document.title);
  frame.srcdoc = html;
  document.body.append(frame);
} catch (error) {
  console.warn("fuwake:", String(error));
  const paragraph = document.createElement("p");
  paragraph.textContent = messenger.i18n.getMessage("problem_failed");
  document.body.append(paragraph);
}
