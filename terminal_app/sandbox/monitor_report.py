"""The report on suspected arbitrage (套利监测报告), as the bank's person and the store read it.

Owns its words, its masks, and its two forms, text and a page to print. Refuses to show a whole
number of anybody's: a typed product name may hold one.
"""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from terminal_app.sandbox import monitor
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.monitor import Finding, Sale, Signal, SignalKind

TITLE = "套利监测报告"
MUST_SHOW = (
    "所列订单的销售小票、发票和收款记录（核对付款人与领券人）",
    "商品的送货、安装或自提签收单，以及机身序列号照片",
    "所列时段收银台的监控录像",
    "所列商品近一个月的标价和成交价记录",
    "退款订单的退货入库记录和退款去向",
)
_NUMBERS = re.compile(r"[0-9]{7,}[Xx]?")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_PRODUCT_CHARACTERS_MAX = 40
_SECONDS = 19

_WORDS: Mapping[SignalKind, tuple[str, str, str]] = {
    SignalKind.AT_THRESHOLD: (
        "成交价贴着门槛",
        "{of} 笔中有 {count} 笔（{percent}%）的最高单价比用券门槛高出不超过 "
        f"{monitor.THRESHOLD_PER_MILLE // 10}%，像是把价格调到刚好能用券。",
        f"占比达到 {monitor.THRESHOLD_PERCENT_MIN}%",
    ),
    SignalKind.SAME_PRODUCT: (
        "同一商品同一价格反复成交",
        "{of} 笔中有 {count} 笔（{percent}%）是同一商品、同一价格，像是用同一件货反复开单。",
        f"不少于 {monitor.SAME_PRODUCT_MIN} 笔，且占比达到 {monitor.SAME_PRODUCT_PERCENT_MIN}%",
    ),
    SignalKind.SAME_SERIAL: (
        "同一序列号反复核销",
        "同一台机器的序列号当天核销了 {count} 次。",
        f"不少于 {monitor.SAME_SERIAL_MIN} 次",
    ),
    SignalKind.BURST: (
        "短时间内密集核销",
        f"同一收银台在 {monitor.BURST_MINUTES} 分钟内核销了 {{count}} 笔，快过一台家电的正常成交。",
        f"同一收银台 {monitor.BURST_MINUTES} 分钟内不少于 {monitor.BURST_SALES_MIN} 笔",
    ),
    SignalKind.NIGHT: (
        "夜间核销",
        f"{monitor.NIGHT_FROM_HOUR}:00 至次日 {monitor.NIGHT_UNTIL_HOUR:02d}:00 核销了 "
        "{count} 笔，占当日 {percent}%。",
        f"不少于 {monitor.NIGHT_SALES_MIN} 笔，且占比达到 {monitor.NIGHT_PERCENT_MIN}%",
    ),
    SignalKind.CYCLES: (
        "核销后全额退款、券又恢复",
        "{of} 笔中有 {count} 笔（{percent}%）核销后全额退款，消费券随即恢复可用。",
        f"不少于 {monitor.CYCLES_MIN} 笔，且占比达到 {monitor.CYCLES_PERCENT_MIN}%",
    ),
    SignalKind.ONE_OPERATOR: (
        "核销集中在一名操作员",
        "店里当天不止一名操作员，但 {of} 笔中有 {count} 笔（{percent}%）由同一人核销。",
        f"当日不少于 {monitor.OPERATOR_SALES_MIN} 笔，且占比达到 {monitor.OPERATOR_PERCENT_MIN}%",
    ),
}


def suspension_reason(number: int, finding: Finding) -> str:
    """Say in one line, for the banner of the store's tills, why it is suspended."""
    seen = "、".join(
        f"{_WORDS[signal.kind][0]} {signal.count}/{signal.of} 笔" for signal in finding.signals
    )
    return f"疑似套利（监测报告 {number} 号）：{seen}"


def report_content(
    *,
    number: int,
    store_id: str,
    store_name: str,
    date: str,
    now_ms: int,
    hotline: str,
    finding: Finding,
    sales: Sequence[Sale],
) -> dict[str, Any]:
    """Put down what was seen, by which thresholds, with masked examples."""
    by_id = {sale.redemption_id: sale for sale in sales}
    return {
        "number": number,
        "store_id": store_id,
        "store_name": store_name,
        "date": date,
        "issued_at": instant_text(now_ms),
        "sales": finding.sales,
        "score": finding.score,
        "line": monitor.LINE,
        "signals": [_signal(signal, by_id) for signal in finding.signals],
        "must_show": list(MUST_SHOW),
        "hotline": hotline,
    }


def signal_words(signal: Signal) -> dict[str, Any]:
    """Say what a signal is, with its figures and the threshold it passed."""
    title, explanation, threshold = _WORDS[signal.kind]
    figures = {"count": signal.count, "of": signal.of, "percent": signal.percent}
    return {
        "kind": signal.kind.value,
        "weight": signal.weight,
        **figures,
        "title": title,
        "explanation": explanation.format(**figures),
        "threshold": threshold,
    }


def as_text(report: Mapping[str, Any]) -> str:
    """Write a report as plain text."""
    lines = [f"{TITLE}（第 {report['number']} 号）", "", *_opening(report), ""]
    for place, signal in enumerate(report["signals"], start=1):
        lines.append(f"{place}. {signal['title']}（{signal['weight']} 分）")
        lines.append(f"   {signal['explanation']}")
        lines.append(f"   监测线：{signal['threshold']}")
        lines.extend(f"   - {_example_line(example)}" for example in signal["examples"])
    lines += ["", "商户须提供："]
    lines += [f"{place}) {wanted}" for place, wanted in enumerate(report["must_show"], start=1)]
    lines += ["", *_closing(report)]
    return "\n".join(lines) + "\n"


def as_page(report: Mapping[str, Any]) -> str:
    """Write a report as a page to read and print."""
    opening = "".join(f"<p>{_safe(line)}</p>" for line in _opening(report))
    signals = "".join(_signal_section(signal) for signal in report["signals"])
    wanted = "".join(f"<li>{_safe(one)}</li>" for one in report["must_show"])
    closing = "".join(f"<p>{_safe(line)}</p>" for line in _closing(report))
    heading = f"{TITLE}（第 {report['number']} 号）"
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{_safe(heading)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{_safe(heading)}</h1>{opening}{signals}"
        f"<h2>商户须提供</h2><ol>{wanted}</ol>{closing}</body></html>"
    )


def _signal(signal: Signal, by_id: Mapping[str, Sale]) -> dict[str, Any]:
    examples = [_example(by_id[redemption_id]) for redemption_id in signal.examples]
    return signal_words(signal) | {"examples": examples}


def _example(sale: Sale) -> dict[str, str]:
    return {
        "at": instant_text(sale.at_ms)[:_SECONDS].replace("T", " "),
        "terminal_id": sale.terminal_id,
        "coupon": _last_four(sale.coupon_id),
        "holder": sale.holder_masked,
        "product": _NUMBERS.sub("***", _UNSHOWN.sub("", sale.product))[:_PRODUCT_CHARACTERS_MAX],
        "serial_number": _last_four(sale.serial_number or ""),
        "price_yuan": f"{sale.price_fen // 100}.{sale.price_fen % 100:02d}",
    }


def _last_four(number: str) -> str:
    shown = _UNSHOWN.sub("", number)
    return f"****{shown[-4:]}" if shown else ""


def _opening(report: Mapping[str, Any]) -> list[str]:
    return [
        f"商户：{report['store_name']}（{report['store_id']}）",
        f"核销日期：{report['date']}　出具时间：{report['issued_at'][:_SECONDS].replace('T', ' ')}",
        f"当日未核实的核销 {report['sales']} 笔，疑点得分 {report['score']} 分，"
        f"暂停线 {report['line']} 分。自出具时起暂停核销，退款照常办理。",
    ]


def _closing(report: Mapping[str, Any]) -> list[str]:
    verified = report.get("verified_at")
    closing = [f"核实与申诉请拨打 {report['hotline']}。核实无误后恢复核销，已核实的订单不再计分。"]
    if verified:
        note = report.get("verification") or "未写说明"
        closing.append(f"已于 {verified[:_SECONDS].replace('T', ' ')} 核实恢复：{note}")
    return closing


def _example_line(example: Mapping[str, str]) -> str:
    serial = f"　序列号 {example['serial_number']}" if example["serial_number"] else ""
    return (
        f"{example['at']}　收银台 {example['terminal_id']}　券 {example['coupon']}　"
        f"持券人 {example['holder']}　{example['product']}　{example['price_yuan']} 元{serial}"
    )


def _signal_section(signal: Mapping[str, Any]) -> str:
    names = ("at", "terminal_id", "coupon", "holder", "product", "price_yuan", "serial_number")
    heads = ("时间", "收银台", "券", "持券人", "商品", "单价（元）", "序列号")
    head = "".join(f"<th>{one}</th>" for one in heads)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_safe(example[name])}</td>" for name in names) + "</tr>"
        for example in signal["examples"]
    )
    return (
        f"<h2>{_safe(signal['title'])} <small>{signal['weight']} 分</small></h2>"
        f"<p>{_safe(signal['explanation'])}</p><p>监测线：{_safe(signal['threshold'])}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _safe(text: str) -> str:
    return html.escape(_UNSHOWN.sub("", text))


_STYLE = (
    "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem;color:#1b1b1b}h1{font-size:1.6rem}h2{font-size:1.15rem;"
    "margin-top:2rem}small{font-weight:400;color:#666}table{border-collapse:collapse;width:100%;"
    "font-size:.85rem}th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left}"
    "th{background:#f1f1f1}@media print{body{margin:0}}"
)
