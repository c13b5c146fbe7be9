package dev.probity.benchmark.detection;

import java.io.IOException;

import dev.probity.fixture.OwnPostgres;

/**
 * What happens to the database.
 */
enum Fault {

	/** Connections stay open, and nothing answers. */
	HANG("hang (SIGSTOP)") {

		@Override
		Repair happenTo(OwnPostgres database) throws IOException {
			return database.freeze()::close;
		}

	},

	/** Connections are refused. */
	KILL("kill (SIGKILL)") {

		@Override
		Repair happenTo(OwnPostgres database) throws IOException {
			database.kill();
			return database::startAgain;
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
	abstract Repair happenTo(OwnPostgres database) throws IOException;

	/**
	 * Ends a fault.
	 */
	interface Repair {

		void run() throws IOException;

	}

}
