"""The camera: what it sees, live, until a code in it counts. Judges nothing: what counts comes with each reading."""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.timer import Timer

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.tui import work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.counter import Viewfinder
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import CameraLooked, CameraRead, CodeScanned, TroubleMet
from terminal_app.tui.painting import BAD, CAUTION, GOOD, plain
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.camera_view import CameraView
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar

LOOK_GAP_S = 0.08
"""From the start of one look to the next: twelve a second look live and leave the PC to the till."""

REST_S = 180.0
"""A camera nobody has shown anything for so long is closed: it sees people, and keeps a core busy."""

PACE_FRAMES = 12


class CameraScreen(Spoken[None]):
    """Leaves a scan behind, on the same way that a scanner's takes."""

    CSS_PATH = "camera.tcss"
    BINDINGS = bindings(Where.CAMERA)
    WHERE = Where.CAMERA

    picture = query_one(CameraView)

    def __init__(self, camera: Viewfinder) -> None:
        super().__init__()
        self._camera = camera
        self._looks = False
        self._is_over = False
        self._is_dark = False
        self._said: Reason | None = None
        self._looked_at: deque[float] = deque(maxlen=PACE_FRAMES)
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """As much picture as there is room for."""
        yield StatusBar()
        yield CameraView()
        yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """Start looking once there is a size to look in."""
        super().on_mount()
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """However the screen is left, the camera is let go of."""
        self._is_over = True
        self._camera.close()

    def speak(self) -> None:
        """Which camera, and what to do."""
        super().speak()
        self._entitle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A camera that looks need not be opened."""
        return not self._looks if action == "look_again" else True

    def action_look_again(self) -> None:
        """After a trouble or a rest."""
        self._begin()

    def action_next_camera(self) -> None:
        """Through the next camera; the look under way ends first."""
        self._camera.choose_next()
        self.tell(self.wording.say("screen-camera-next"))
        self._said = None
        self._is_dark = False
        if not self._looks:
            self._begin()

    def action_leave_camera(self) -> None:
        """Back to where the camera was called."""
        if not self._is_over:
            self._is_over = True
            self._camera.close()
            self.dismiss(None)

    def _begin(self) -> None:
        if self._looks or self._is_over:
            return
        self._looks = True
        self._is_dark = False
        self._said = None
        self._camera.open()
        self._looked_at.clear()
        self.picture.say(self.wording.say("screen-camera-opening"))
        self.tell(self.wording.say("screen-camera-looking"))
        self.show_keys()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_S, self._have_rest)
        self._look()
        self._read()

    def _look(self) -> None:
        if self._looks and not self._is_over:
            self._looked_at.append(monotonic())
            job = partial(work.look, self._camera, self.picture.box)
            self.counter_app.jobs.start(Group.CAMERA, job, to=self)

    def _read(self) -> None:
        if self._looks and not self._is_over:
            self.counter_app.jobs.start(
                Group.CAMERA_CODE, partial(work.read_frame, self._camera), to=self
            )

    @on(CameraLooked)
    def _looked(self, message: CameraLooked) -> None:
        message.stop()
        if not self._looks or self._is_over:
            return
        self.picture.show(message.preview)
        self._entitle()
        self._tell_darkness(is_dark=message.preview.is_dark)
        gap_s = LOOK_GAP_S - (monotonic() - self._looked_at[-1])
        self.set_timer(max(gap_s, 0.001), self._look)

    def _tell_darkness(self, *, is_dark: bool) -> None:
        """Told when it begins, taken back when it ends; what was told between the two stays."""
        if is_dark and not self._is_dark:
            self._said = None
            self.tell(self.wording.say("screen-camera-dark"), CAUTION)
        elif self._is_dark and not is_dark and self._said is None:
            self.tell(self.wording.say("screen-camera-looking"))
        self._is_dark = is_dark

    @on(CameraRead)
    def _has_read(self, message: CameraRead) -> None:
        message.stop()
        if not self._looks or self._is_over:
            return
        match message.reading.found:
            case None:
                self._read()
            case Refused() as refused:
                self._refuse(refused)
                self._read()
            case scanned:
                self.action_leave_camera()
                self.counter_app.sound_for(GOOD)
                self.app.post_message(CodeScanned(scanned=scanned))

    def _refuse(self, refused: Refused) -> None:
        """Told once; what is in view is seen again in every frame."""
        if refused.reason is not self._said:
            self._said = refused.reason
            self.tell_refusal(refused, CAUTION)
            self.counter_app.sound_for(CAUTION)

    @on(TroubleMet)
    def _troubled(self, message: TroubleMet) -> None:
        message.stop()
        if self._is_over or not self._looks:
            return
        sentence = self.wording.trouble(message.trouble)
        self._stop(plain(sentence.what))
        self.tell_trouble(message.trouble)
        self.counter_app.sound_for(BAD)

    def _have_rest(self) -> None:
        if self._looks:
            self._stop("")
            self.tell(self.wording.say("screen-camera-rested"), CAUTION)

    def _stop(self, saying: str) -> None:
        self._looks = False
        self._camera.close()
        self.picture.say(saying)
        self.show_keys()

    def _entitle(self) -> None:
        say, view = self.wording.say, self.picture
        view.border_title = say("screen-camera", camera=plain(str(self._camera.device)))
        if len(self._looked_at) == PACE_FRAMES and self._looks:
            lasted_s = self._looked_at[-1] - self._looked_at[0]
            fps = (PACE_FRAMES - 1) / max(lasted_s, 0.001)
            view.border_subtitle = say("screen-camera-pace", fps=f"{fps:.0f}")
        else:
            view.border_subtitle = say("screen-camera-how")
