"""A shift closed while the platform is away, as a script sees it, against a running platform."""

from pathlib import Path

from tests.e2e.conftest import CommandLine


def test_a_shift_closed_offline_hands_over_what_waits_and_the_next_says_what_became_of_it(
    till: CommandLine,
) -> None:
    pictures = [till.picture(till.coupon(kind)) for kind in (600, 500)]
    assert till.redeem(pictures[0], "冰箱;8999.00").json["state"] == "confirmed"
    till.sandbox.kill()
    offline = till.redeem(pictures[1], "彩电;5999").json
    assert offline["state"] == "accepted_offline"
    assert offline["outage_slips"] == []

    looked = till.json("close-shift", "--preview")
    closed = till.json("close-shift")
    assert (looked["shift"]["closed"], closed["shift"]["closed"]) == (False, True)
    assert looked["figures"] == closed["figures"]
    shift = closed["shift"]
    assert (shift["number"], shift["first_sequence"], shift["closed_by"]) == (1, 1, "training")
    figures = closed["figures"]
    assert (figures["redemptions"], figures["discount"], figures["waiting"]) == (2, "1100.00", 1)
    waiting = closed["handed_over"]["waiting"]
    assert (waiting["count"], waiting["amount"]) == (1, "500.00")
    assert [one["id"] for one in waiting["entries"]] == [offline["redemption_id"]]
    assert closed["handed_over"]["outage"]["count"] == 1
    slip = Path(closed["slip"]).read_text(encoding="utf-8")
    assert "交班单（Z）" in slip
    assert "未交班" in Path(looked["slip"]).read_text(encoding="utf-8")

    till.sandbox.start()
    synced = till.json("sync")
    assert synced["waiting"] == 0
    (outage_slip,) = synced["outage_slips"]
    assert "500.00" in Path(outage_slip).read_text(encoding="utf-8")
    assert till.json("sync")["outage_slips"] == [], "printed once"

    running = till.json("close-shift", "--preview")
    assert running["shift"]["number"] == 2
    assert running["shift"]["first_sequence"] == shift["last_sequence"] + 1
    assert {(one["part"], one["id"], one["became"]) for one in running["taken_over"]} == {
        ("waiting", offline["redemption_id"], "confirmed"),
        ("outage", "1", "ended"),
    }
    assert running["figures"]["redemptions"] == 0
    assert [one["number"] for one in till.json("shifts", "list")["shifts"]] == [1]
    verified = till.json("journal", "verify")
    assert verified["ok"], verified


def test_a_sale_that_hears_the_platform_again_prints_the_outage_too(till: CommandLine) -> None:
    pictures = [till.picture(till.coupon()) for _ in range(2)]
    till.redeem(pictures[0], "冰箱;8999.00", options=("--offline",))
    heard = till.redeem(pictures[1], "冰箱;8999.00")
    assert heard.json["state"] == "confirmed"
    (slip,) = heard.json["outage_slips"]
    assert slip in heard.err
    assert "离线时段小结" in Path(slip).read_text(encoding="utf-8")


def test_a_cashier_looks_and_does_not_close(till: CommandLine) -> None:
    refused = till.run("close-shift", "--json", "--operator", "1001", pin="1234")
    assert (refused.exit, refused.json["code"]) == (1, "role_too_low")
    assert till.run("close-shift", "--preview", "--operator", "1001", pin="1234").exit == 0
    closed = till.run("close-shift", "--json", "--operator", "8001", pin="1234").json
    assert closed["shift"]["closed_by"] == "8001"
    again = till.json("shifts", "print")
    assert Path(again["slip"]).name == Path(closed["slip"]).stem + "-copy2.txt"
    unknown = till.run("shifts", "print", "7", "--json")
    assert (unknown.exit, unknown.json["code"]) == (1, "shift_unknown")
