"""The command that reads one code by camera, on a device that hangs."""

from __future__ import annotations

import argparse
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from terminal_app import devices
from terminal_app.cli import camera as command
from terminal_app.cli.output import Output
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.camera import Camera, Device
from terminal_app.scanner.viewfinder import Viewfinder
from terminal_app.usecases.recognise import not_a_coupon
from tests.unit.scanner.captures import Playing


def test_a_device_that_hangs_keeps_nobody_longer_than_the_time_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = threading.Event()

    class Hanging(Playing):
        def read(self) -> tuple[bool, Any]:
            gate.wait(30)
            return False, None

    def camera(_folder: Path, device: Device) -> Viewfinder:
        return Viewfinder(
            device,
            remember=lambda _device: None,
            not_ours=not_a_coupon,
            open_camera=lambda device: Camera(device, open_capture=lambda _device: Hanging()),
        )

    monkeypatch.setattr(devices, "camera", camera)
    options = argparse.Namespace(data_dir=tmp_path, profile=None, device="63", timeout=0.2)
    started_s = time.monotonic()
    with pytest.raises(EnvironmentTrouble) as met:
        command.read(options, Output(language="zh", json=True))
    lasted_s = time.monotonic() - started_s
    gate.set()
    assert met.value.trouble is Trouble.CAMERA_SILENT
    assert lasted_s < 6
