package dev.probity.benchmark.pool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.harness.Section;
import dev.probity.benchmark.harness.Variant;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The full pool with Probity and without, which only its profile runs:
 * {@code mvn -Pfull-pool}.
 */
@Tag("full-pool")
class FullPoolTests {

	private static final Section SECTION = new Section(
			Path.of(System.getProperty("full-pool.report", "../docs/load.md")),
			"<!-- full pool: mvn -q -Pfull-pool -pl benchmarks -am verify -->", "<!-- /full pool -->");

	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);

	// max-age is 17 s, and the connections were lent shortly before the first request
	private static final Duration STUCK_AFTER = Duration.ofSeconds(12);

	@Test
	void probityAnswersAtOnceWhereStockWaitsForAConnection() throws Exception {
		assertThat(SECTION.page()).content().contains(SECTION.begin(), SECTION.end());
		List<Row> rows;
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			rows = FullPools.observe(postgres.getJdbcUrl("postgres", "postgres"), Path.of("target", "full-pool"));
		}
		System.out.println(Row.table(rows));
		SECTION.write(Row.table(rows));
		assertThat(rows).hasSize(6).allSatisfy((row) -> {
			if (row.variant() == Variant.STOCK) {
				assertStockWaits(row);
			}
			else {
				assertProbityAnswers(row);
			}
		});
	}

	private static void assertStockWaits(Row row) {
		assertThat(row.late()).as(row::line).isGreaterThan(row.answers().size() / 2);
		if (row.usage() == Usage.STUCK) {
			assertThat(row.answers()).as(row::line)
				.anySatisfy((answer) -> assertThat(answer.verdict()).isEqualTo("503 DOWN"))
				.filteredOn((answer) -> answer.status() == 503)
				.allSatisfy((answer) -> assertThat(answer.latency()).isGreaterThanOrEqualTo(CONNECTION_TIMEOUT));
		}
	}

	private static void assertProbityAnswers(Row row) {
		assertThat(row.late()).as(row::line).isZero();
		boolean details = row.path().equals(Instance.READINESS);
		switch (row.usage()) {
			case SLOW -> assertThat(row.answers()).as(row::line)
				.allSatisfy((answer) -> assertThat(answer.status()).isEqualTo(200))
				.anyMatch((answer) -> !details || answer.body().contains("saturated 10/10"));
			case STUCK -> {
				assertThat(row.answers()).as(row::line)
					.anyMatch((answer) -> !details || answer.body().contains("pool stuck: 10/10"))
					.filteredOn((answer) -> answer.status() == 503)
					.isNotEmpty()
					.allSatisfy((answer) -> assertThat(answer.at()).isGreaterThan(STUCK_AFTER));
			}
		}
	}

}
