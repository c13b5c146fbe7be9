package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.fixture.OwnPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A database that is killed and started again. It is one of its own: the shared one stays
 * alive for other tests.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledDatabaseTests {

	@Test
	void aDatabaseThatIsKilledAndStartedAgain() throws Exception {
		try (OwnPostgres database = OwnPostgres.start();
				RunningApplication application = RunningApplication.with("spring.datasource.url=" + database.url(),
						"spring.datasource.username=postgres", "probity.defaults.interval=1s",
						"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms")) {
			Outage
				.observe(application, Dependency.DATABASE, database::kill, Duration.ofSeconds(2), database::startAgain)
				.hasToldTheTruth();
		}
	}

}
