package dev.probity.engine;

import dev.probity.check.CheckSnapshot;
import dev.probity.time.Ticker;

/**
 * Gives each run its worker: one that is expected to be brief shares it with others of
 * its kind where workers may be shared, any other one has its own. Vitals never wait for
 * a dependency. Guarded by the scheduler's lock.
 */
class RunStarter {

	private final CheckWorkers workers;

	private final SharedWorker dependencies;

	private final SharedWorker vitals;

	RunStarter(CheckWorkers workers, Ticker ticker) {
		this.workers = workers;
		this.dependencies = new SharedWorker("dependencies", workers, ticker);
		this.vitals = new SharedWorker("vitals", workers, ticker);
	}

	/**
	 * Start a run. Returns at once.
	 * @param known what is known of its check
	 * @throws RuntimeException if no worker is to be had; so may be an error
	 */
	void start(CheckSnapshot known, CheckRun run) {
		if (!this.workers.shareBriefRuns() || !SharedWorker.isBrief(known)) {
			this.workers.start(known.name(), run);
			return;
		}
		SharedWorker shared = known.kind().isVital() ? this.vitals : this.dependencies;
		shared.start(known.name(), run);
	}

	/**
	 * Runs come regularly from now on.
	 */
	void expectRuns() {
		this.workers.expectRuns();
	}

	/**
	 * No run is expected for a while.
	 */
	void rest() {
		this.workers.rest();
	}

	/**
	 * Let no run wait for another one for longer than a few milliseconds.
	 * @return how long it is until this has to be called again; {@link Long#MAX_VALUE} if
	 * none waits
	 */
	long relieve(long now) {
		return Math.min(this.dependencies.relieve(now), this.vitals.relieve(now));
	}

}
