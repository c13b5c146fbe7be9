package dev.probity.sample.probes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The process of a server, perhaps with all that it has started, to be signalled.
 */
record ServerProcesses(ProcessHandle first, Supplier<Stream<ProcessHandle>> others) {

	/**
	 * A postmaster and its children, for example.
	 */
	static ServerProcesses of(long pid) {
		ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
		return new ServerProcesses(first, first::descendants);
	}

	/**
	 * One whose children are none of its server's.
	 */
	static ServerProcesses alone(long pid) {
		return new ServerProcesses(ProcessHandle.of(pid).orElseThrow(), Stream::empty);
	}

	/**
	 * Freezes all of them; the first one first, so that no new one comes up meanwhile.
	 */
	void stop() {
		signal("STOP", Stream.of(this.first));
		signal("STOP", this.others.get());
	}

	void goOn() {
		signal("CONT", Stream.concat(this.others.get(), Stream.of(this.first)));
	}

	void kill() {
		List<ProcessHandle> children = this.others.get().toList();
		this.first.destroyForcibly();
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
