"""What happens in a build, as lines on the terminal."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sopgen.builder import events
from sopgen.builder.error_report import sentence_of
from sopgen.builder.state.atomic_write import owner_file
from sopgen.cli.internal_error import tell_reports
from sopgen.cli.progress import Progress
from sopgen.cli.report import BUILD_LINES, print_overview, short_path
from sopgen.cli.say import say
from sopgen.cli.status import Status


def print_build(
    happening: Generator[events.Event],
    output: Path,
    *,
    verbose: bool = False,
    explain: bool = False,
    room: int = BUILD_LINES,
) -> Status:
    """Print a build that writes into ``output`` as it goes on; how it ended.

    ``verbose`` adds times and what was kept, ``explain`` why each output was made; findings take about ``room`` lines.
    """
    status = Status.FINE
    with closing(happening), Progress("Membuat SOP") as progress:
        printer = _Printer(output, verbose, explain, room, progress)
        for event in happening:
            printer.print(event)
            if isinstance(event, events.Finished):
                status = _status(event)
    return status


def _status(end: events.Finished) -> Status:
    if end.breakdowns:
        return Status.INTERNAL
    return Status.FINE if end.is_whole else Status.FINDINGS


@dataclass(frozen=True, slots=True)
class _Printer:
    """Prints events of one build."""

    output: Path
    verbose: bool
    explain: bool
    room: int
    progress: Progress
    reports: list[Path | None] = field(default_factory=list)

    def print(self, event: events.Event) -> None:
        """The lines of one event, and the bar moved on."""
        if isinstance(event, events.Started):
            self.progress.begin(event.sops)
        if isinstance(event, events.Made | events.Kept | events.Failed):
            self.progress.advance(event.source)
        if isinstance(event, events.Kept) and not self.verbose:
            return
        with self.progress.away():
            self._print_lines(event)

    def _print_lines(self, event: events.Event) -> None:
        match event:
            case events.Found(findings):
                print_overview(findings, self.room)
            case events.Unchanged(sops):
                say(f"Tidak ada yang berubah: {sops} SOP. Hasilnya ada di {short_path(self.output)}/")
            case events.Waiting(holder):
                say(f"Menunggu sopgen lain selesai ({holder}) …", err=True)
            case events.Unlocked():
                say(
                    "Folder hasil ada di drive yang tidak mengenal kunci (biasanya drive jaringan); "
                    "jangan jalankan dua sopgen sekaligus di sana.",
                    err=True,
                )
            case events.Made():
                self._print_written(event)
            case events.Kept():
                if event.outputs:
                    say(f"tetap   {short_path(event.outputs[0].with_suffix(''))}")
            case events.Failed():
                self._print_failed(event)
                self._print_written(event)
            case events.Removed(path, ""):
                say(f"dihapus {short_path(path)}: sumbernya sudah tidak ada")
            case events.Removed(_, refusal):
                say(f"GAGAL   {refusal}")
            case events.Finished():
                self._print_end(event)

    def _print_failed(self, failed: events.Failed) -> None:
        reason = failed.refusal or "tidak dibuat karena galat di atas"
        if failed.breakdown:
            reason = self._breakdown(failed)
        say(f"GAGAL   {failed.source}: {reason}")
        if told := sentence_of(failed.breakdown):
            say(f"        {told}")
        for path in failed.outdated:
            say(f"        {short_path(path)} adalah hasil lama dan tidak sesuai lagi dengan sumbernya")

    def _breakdown(self, failed: events.Failed) -> str:
        """Why a source failed where the program went wrong; its traceback is shown only when no file takes it."""
        self.reports.append(failed.report)
        if failed.report is not None:
            return f"kesalahan program; laporannya ada di {short_path(failed.report)}"
        say(failed.breakdown, err=True)
        return "kesalahan program; laporannya di atas"

    def _print_written(self, made: events.Made | events.Failed) -> None:
        if made.written:
            endings = ", ".join(written.path.suffix for written in made.written)
            times = f" ({_times(made.seconds)})" if self.verbose else ""
            say(f"dibuat  {short_path(made.written[0].path.with_suffix(''))} {endings}{times}")
            if self.explain:
                say(f"        karena {', '.join(made.reasons)}")
        for written in made.written:
            if written.beside is not None:
                say(
                    f"        {short_path(written.path)} sedang dibuka di program lain; "
                    f"versi barunya disimpan sebagai {written.beside.name}"
                )
                owner = owner_file(written.path)
                if owner is not None:
                    say(f"        bila tidak sedang dibuka siapa pun, hapus {short_path(owner)}")
        for aside in made.set_aside:
            say(
                "        hasil sebelumnya mungkin telah diubah di luar sopgen; "
                f"salinannya disimpan sebagai {short_path(aside)}"
            )
        for remark in made.remarks:
            say(f"        {remark}")

    def _print_end(self, end: events.Finished) -> None:
        parts = [f"{end.made} SOP dibuat"]
        parts += [f"{end.kept} tidak berubah"] if end.kept else []
        parts += [f"{end.failed} gagal"] if end.failed else []
        say(f"{', '.join(parts)}. Hasilnya ada di {short_path(self.output)}/")
        if self.reports:
            tell_reports(self.reports)
        if self.verbose:
            say(f"Waktu: {_seconds(end.reading)} membaca dan memeriksa, {_seconds(end.seconds)} seluruhnya.")


def _times(seconds: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{stage} {_seconds(value)}" for stage, value in seconds)


def _seconds(value: float) -> str:
    return f"{value:.2f} detik".replace(".", ",")
