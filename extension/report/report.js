/** The report tab: the host's page, in a frame in which nothing can run. */

const messageId = Number(new URLSearchParams(location.search).get("message"));
document.title = messenger.i18n.getMessage("reportTitle");

try {
  const html = await messenger.runtime.sendMessage({ type: "report", messageId });
  document.body.append(element("iframe", { sandbox: "", title: document.title, srcdoc: html }));
} catch (error) {
  console.warn("fuwake:", String(error));
  document.body.append(element("p", {}, messenger.i18n.getMessage("problem_failed")));
}
