package dev.probity.sample.probes;

import java.util.function.Supplier;

import dev.probity.fixture.FrozenProcess;

/**
 * The process of a server, perhaps with all that it has started, which is frozen for a
 * while.
 */
final class ServerProcesses {

	private final Supplier<FrozenProcess> freezer;

	private FrozenProcess frozen;

	private ServerProcesses(Supplier<FrozenProcess> freezer) {
		this.freezer = freezer;
	}

	/**
	 * A postmaster and its children, for example.
	 */
	static ServerProcesses of(long pid) {
		return new ServerProcesses(() -> FrozenProcess.freezeWithChildren(pid));
	}

	/**
	 * One whose children are none of its server's.
	 */
	static ServerProcesses alone(long pid) {
		return new ServerProcesses(() -> FrozenProcess.freeze(pid));
	}

	void stop() {
		this.frozen = this.freezer.get();
	}

	void goOn() {
		this.frozen.close();
	}

}
