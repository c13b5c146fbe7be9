package dev.probity.sample.probes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A postmaster and all that it has started, to be signalled.
 */
record ServerProcesses(ProcessHandle postmaster) {

	static ServerProcesses of(long pid) {
		return new ServerProcesses(ProcessHandle.of(pid).orElseThrow());
	}

	/**
	 * Freezes all of them; the postmaster first, so that no new one comes up meanwhile.
	 */
	void stop() {
		signal("STOP", Stream.of(this.postmaster));
		signal("STOP", this.postmaster.descendants());
	}

	void goOn() {
		signal("CONT", Stream.concat(this.postmaster.descendants(), Stream.of(this.postmaster)));
	}

	void kill() {
		List<ProcessHandle> children = this.postmaster.descendants().toList();
		this.postmaster.destroyForcibly();
		children.forEach(ProcessHandle::destroyForcibly);
	}

	private static void signal(String signal, Stream<ProcessHandle> processes) {
		List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
		processes.forEach((process) -> command.add(Long.toString(process.pid())));
		if (command.size() == 3) {
			return;
		}
		try {
			// one that has just ended by itself makes kill fail, and is not missed
			Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
			kill.getInputStream().readAllBytes();
			assertThat(kill.waitFor()).isBetween(0, 1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
