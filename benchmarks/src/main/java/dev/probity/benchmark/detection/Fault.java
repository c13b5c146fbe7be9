package dev.probity.benchmark.detection;

import java.io.IOException;

import dev.probity.benchmark.harness.Database;

/**
 * What happens to the database.
 */
enum Fault {

	/** Connections stay open, and nothing answers. */
	HANG("hang (SIGSTOP)") {

		@Override
		Repair happenTo(Database database) throws IOException {
			return database.freeze()::close;
		}

	},

	/** Connections are refused. */
	KILL("kill (SIGKILL)") {

		@Override
		Repair happenTo(Database database) throws IOException {
			return database.kill()::startAgain;
		}

	};

	private final String label;

	Fault(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	/**
	 * Make it happen.
	 * @return what ends it
	 */
	abstract Repair happenTo(Database database) throws IOException;

	/**
	 * Ends a fault.
	 */
	interface Repair {

		void run() throws IOException;

	}

}
