package dev.probity.diagnosis;

import java.sql.SQLException;
import java.time.Duration;

/**
 * A client whose dependency does as it is told.
 */
class ScriptedClient implements DiagnosedClient {

	Exception refusal;

	int asked;

	int evicted;

	boolean waiting;

	@Override
	public void askFresh(Duration within) throws Exception {
		this.asked++;
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	void refuse(String state, String message) {
		this.refusal = new SQLException(message, state);
	}

	@Override
	public String dependency() {
		return "PostgreSQL";
	}

	@Override
	public String name() {
		return "the pool 'orders'";
	}

	@Override
	public String use() {
		return "10 of 10 leased";
	}

	@Override
	public Duration longestLife() {
		return Duration.ofMinutes(30);
	}

	@Override
	public boolean keepsCallersWaiting() {
		return this.waiting;
	}

	@Override
	public void evict() {
		this.evicted++;
	}

}
