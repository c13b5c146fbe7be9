package dev.probity.sample.probes;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that is killed and started again. It is one of its own: the shared one stays
 * alive for other tests.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledDatabaseTests {

	@Test
	void aDatabaseThatIsKilledAndStartedAgain(@TempDir Path folder) throws Exception {
		try (OwnDatabase database = OwnDatabase.start(folder.resolve("data"));
				RunningApplication application = RunningApplication.with("spring.datasource.url=" + database.url(),
						"spring.datasource.username=postgres", "probity.defaults.interval=1s",
						"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms")) {
			Outage
				.observe(application, Dependency.DATABASE, database::kill, Duration.ofSeconds(2), database::startAgain)
				.hasToldTheTruth();
		}
	}

}
