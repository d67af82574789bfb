"use strict";
// The shopper's wallet: shows a code only while it is good, and fetches the next one in time.

const RENEW_BEFORE_MS = 15000; // so that a code on the screen always has a scan's time left
const LIST_EVERY_MS = 15000;
const RETRY_MS = 2000;
const TIMEOUT_MS = 8000;
const STATES = { usable: "出示", used: "已使用", frozen: "已冻结", revoked: "已作废", expired: "已过期" };

const here = location.pathname.replace(/\/$/, "");
const at = (id) => document.getElementById(id);
let shown = null; // the coupon whose code is on the screen
let endsAt = 0; // on the phone's steady clock: its wall clock may be wrong
let life = 0;
let asking = false;
let retryAt = 0;
let wakeLock = null;

class Refused extends Error {}

async function call(path, body) {
  const response = await fetch(here + path, {
    method: body ? "POST" : "GET",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const said = await response.json();
  if (response.status === 404 || response.status === 409) throw new Refused(said.code);
  if (!response.ok) throw new Error(String(response.status));
  return said;
}

const yuan = (fen) => (fen % 100 ? (fen / 100).toFixed(2) : String(fen / 100));

// «24 点» of the day before is how the notice and the shopper say midnight.
function until(instant) {
  const [, year, month, day, hour, minute] = instant.match(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/).map(Number);
  if (hour || minute) return `${month} 月 ${day} 日 ${hour}:${String(minute).padStart(2, "0")} 截止`;
  const eve = new Date(Date.UTC(year, month - 1, day - 1));
  return `${eve.getUTCMonth() + 1} 月 ${eve.getUTCDate()} 日 24 点截止`;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function card(coupon) {
  const button = element("button", "coupon");
  button.type = "button";
  button.disabled = coupon.state !== "usable";
  const value = element("span", "value");
  value.append(element("b", "", yuan(coupon.face_fen)), element("small", "", `满 ${yuan(coupon.threshold_fen)} 元`));
  const text = element("span", "text");
  text.append(
    element("strong", "", "家电消费券"),
    element("span", "", `单件满 ${yuan(coupon.threshold_fen)} 元可用`),
    element("span", "", until(coupon.valid_until)),
    element("span", "", `第 ${coupon.round} 轮 · 尾号 ${coupon.coupon_id.slice(-4)}`),
  );
  button.append(value, text, element("span", "go", STATES[coupon.state] ?? coupon.state));
  button.addEventListener("click", () => open(coupon));
  return button;
}

async function list() {
  try {
    const wallet = await call("/coupons");
    at("campaign").textContent = wallet.campaign;
    at("holder").textContent = `持券人 ${wallet.holder}`;
    at("issuer").textContent = wallet.issuer;
    at("hotline").textContent = wallet.hotline;
    at("hotline").href = `tel:${wallet.hotline}`;
    const focused = [...at("coupons").children].indexOf(document.activeElement);
    at("coupons").replaceChildren(...wallet.coupons.map(card));
    at("coupons").children[focused]?.focus();
    at("offline").hidden = true;
    const now = shown && wallet.coupons.find((one) => one.coupon_id === shown.coupon_id);
    if (now && now.state !== "usable") close(now.state);
  } catch (error) {
    at("offline").textContent = error instanceof Refused
      ? "这个卡包链接无效，请重新领取。"
      : "连不上平台，请检查手机网络；恢复后会自动刷新。";
    at("offline").hidden = false;
  }
}

async function renew() {
  if (asking || !shown) return;
  asking = true;
  const wanted = shown;
  try {
    const fresh = await call("/presentations", { coupon_id: wanted.coupon_id });
    if (shown !== wanted) return;
    const drawing = new DOMParser().parseFromString(fresh.svg, "image/svg+xml").documentElement;
    at("code").replaceChildren(document.adoptNode(drawing));
    life = fresh.life_ms;
    endsAt = performance.now() + life;
    trouble("");
  } catch (error) {
    if (error instanceof Refused) {
      close(error.message.replace("coupon_", ""));
      return;
    }
    retryAt = performance.now() + RETRY_MS;
    trouble("连不上平台，请检查手机网络。" + (endsAt > performance.now() ? "当前二维码在倒计时结束前仍可使用。" : ""));
  } finally {
    asking = false;
  }
}

function trouble(text) {
  at("trouble").textContent = text;
  at("trouble").hidden = !text;
}

function tick() {
  if (!shown) return;
  const left = endsAt - performance.now();
  at("code").classList.toggle("stale", left <= 0);
  at("count").textContent = left > 0 ? `${Math.ceil(left / 1000)} 秒内有效` : "正在获取新的二维码…";
  at("left").style.transform = `scaleX(${life ? Math.max(0, left / life) : 0})`;
  if (left < Math.min(RENEW_BEFORE_MS, life / 2) && performance.now() >= retryAt) renew();
}

function open(coupon) {
  shown = coupon;
  endsAt = life = retryAt = 0;
  at("code").replaceChildren();
  at("face").textContent = `${yuan(coupon.face_fen)} 元消费券`;
  at("rule").textContent = `单件满 ${yuan(coupon.threshold_fen)} 元可用 · ${until(coupon.valid_until)}`;
  trouble("");
  at("show").showModal();
  keepAwake();
  tick();
}

function close(state) {
  shown = null;
  wakeLock?.release();
  wakeLock = null;
  if (at("show").open) at("show").close();
  if (state) {
    at("offline").textContent = `这张消费券${STATES[state] ?? "现在不能使用"}。`;
    at("offline").hidden = false;
  }
}

async function keepAwake() {
  try {
    wakeLock = await navigator.wakeLock?.request("screen");
  } catch {
    wakeLock = null; // a phone that saves power may refuse; the code is good all the same
  }
}

at("close").addEventListener("click", () => close());
at("show").addEventListener("close", () => close());
at("show").addEventListener("click", (event) => event.target === at("show") && close());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  list();
  if (shown) keepAwake();
});
addEventListener("online", list);
setInterval(tick, 250);
setInterval(() => document.hidden || list(), LIST_EVERY_MS);
list().then(() => {
  // A link to one coupon opens it: …/wallet/LINK#COUPON
  const wanted = location.hash.slice(1);
  const place = wanted ? [...at("coupons").children].find((one) => one.textContent.includes(wanted.slice(-4))) : null;
  place?.click();
});
