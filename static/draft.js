/* 填写停顿片刻，即把未提交的内容存为草稿。没有脚本时用“保存草稿”按钮；文件随按钮上传，不自动上传。 */
"use strict";
(() => {
  const PAUSE = 2000;
  const form = document.querySelector("form[data-draft]");
  const status = document.getElementById("draft-status");
  let next = 0;
  let sending = new AbortController();

  const clock = () => new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });

  const save = async () => {
    const typed = new FormData(form);
    typed.delete("_files");
    typed.set("_step", "autosave");
    sending.abort();
    sending = new AbortController();
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed, redirect: "manual", signal: sending.signal });
      status.textContent = answer.status === 204
        ? `草稿已于${clock()}保存。`
        : "草稿没有保存：登录可能已经结束，请先把内容复制下来。";
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = "草稿没有保存：网络不通，恢复后继续填写即再次保存。";
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(next);
    next = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(next);
    sending.abort();
  });
})();
