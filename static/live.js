/* 页面打开期间，案件有变化时重新读取本页，只替换变化的部分。没有脚本时一切照常，刷新页面即可。 */
"use strict";
(() => {
  const { stream: address, every } = document.currentScript.dataset;
  const status = document.getElementById("live-status");
  let again = 0;

  const words = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("details").forEach((each) => each.removeAttribute("open"));
    return copy.innerHTML;
  };

  const replace = (part, fresh) => {
    const open = [...part.querySelectorAll("details")].map((each) => each.open);
    fresh.querySelectorAll("details").forEach((each, place) => { each.open = Boolean(open[place]); });
    part.replaceWith(fresh);
  };

  const refresh = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    let changed = false;
    let kept = false;
    document.querySelectorAll("[data-live]").forEach((part) => {
      const fresh = page.getElementById(part.id);
      if (!fresh || words(part) === words(fresh)) return;
      if (part.contains(document.activeElement)) { kept = true; return; }
      replace(part, document.adoptNode(fresh));
      changed = true;
    });
    if (changed) status.textContent = "本页内容已更新。";
    if (kept) again = setTimeout(refresh, 3000);
    return page;
  };

  /* 推演在另一处进行，没有消息可收：隔几秒读一次，直到它结束。 */
  const repeat = () => setTimeout(async () => {
    const page = await refresh();
    if (page?.querySelector("script[data-every]")) repeat();
  }, every * 1000);

  if (!address) {
    repeat();
    return;
  }
  const stream = new EventSource(address);
  stream.addEventListener("changed", () => {
    clearTimeout(again);
    again = setTimeout(refresh, Math.random() * 500);
  });
  stream.addEventListener("over", () => {
    stream.close();
    status.textContent = "登录已经结束，本页不再更新。";
  });
})();
