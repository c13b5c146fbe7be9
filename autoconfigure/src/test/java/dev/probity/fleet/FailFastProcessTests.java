package dev.probity.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What staying is worth while the database hangs: 20 requests a second that need it take
 * the request threads away from 20 that do not, unless callers of the pool fail fast. The
 * long form, {@code -Dprobity.fleet.freeze=60}, makes the table of docs/fleet.md.
 */
@OneAtATime
class FailFastProcessTests {

	private static final int SECONDS = Integer.getInteger("probity.fleet.freeze", 0);

	/**
	 * Requests that come once the failure is confirmed.
	 */
	@Test
	void requestsThatNeedNoDatabaseAreServedAlthoughOthersNeedIt() throws Exception {
		try (OwnPostgres database = OwnPostgres.start();
				Subject fast = Subject.start(50, "500ms", database.url());
				Subject patient = Subject.start(50, "off", database.url())) {
			fast.instance().awaitReady();
			patient.instance().awaitReady();
			try (FrozenProcess hanging = database.freeze()) {
				fast.instance().process().awaitLine("wait for a connection no longer than 500ms instead of 30s");
				patient.instance().process().awaitLine("'db' went from PASSING to FAILING");
				fast.begin();
				patient.begin();
				TimeUnit.SECONDS.sleep(10);
				Subject.end(List.of(fast, patient));
			}
			assertThat(fast.free().sent()).isGreaterThan(150);
			assertThat(fast.free().failed()).as(fast.instance().process()::output).isZero();
			assertThat(patient.free().failed()).as("without").isGreaterThan(20);
			fast.instance().process().awaitLine("wait for a connection up to 30s again");
		}
	}

	/**
	 * Requests that come all the time, as on a real Kubernetes. With Hikari's own
	 * patience, and with 20 threads also with less of it and a driver that gives up.
	 */
	@Test
	@EnabledIfSystemProperty(named = "probity.fleet.freeze", matches = "\\d+")
	void theTableOfTheDocumentation() throws Exception {
		StringBuilder table = new StringBuilder(
				"""
						| request threads | fail-fast | Hikari's connection-timeout | socketTimeout | confirmed after | requests that need none: failed | of them sent after it was confirmed | and more than 10 s after that |
						| --- | --- | --- | --- | --- | --- | --- | --- |
						""");
		for (int threads : new int[] { 200, 20 }) {
			try (OwnPostgres database = OwnPostgres.start()) {
				List<Subject> subjects = new ArrayList<>();
				try {
					for (String failFast : List.of("off", "500ms")) {
						subjects.add(Subject.start(threads, failFast, database.url()));
					}
					if (threads == 20) {
						subjects.add(Subject.start(threads, "250ms", database.url() + "&socketTimeout=5",
								"spring.datasource.hikari.connection-timeout=1000"));
					}
					table.append(measured(database, subjects));
				}
				finally {
					subjects.forEach(Subject::close);
				}
			}
		}
		Files.writeString(Path.of("target", "fail-fast.md"), table);
	}

	private static String measured(OwnPostgres database, List<Subject> subjects) throws Exception {
		subjects.forEach((subject) -> subject.instance().awaitReady());
		subjects.forEach(Subject::begin);
		TimeUnit.SECONDS.sleep(2);
		long frozen = System.nanoTime();
		try (FrozenProcess hanging = database.freeze()) {
			while (!subjects.stream().allMatch(Subject::seesConfirmed)
					&& System.nanoTime() - frozen < Duration.ofSeconds(SECONDS).toNanos()) {
				TimeUnit.MILLISECONDS.sleep(50);
			}
			TimeUnit.NANOSECONDS.sleep(frozen + Duration.ofSeconds(SECONDS).toNanos() - System.nanoTime());
			Subject.end(subjects);
		}
		StringBuilder rows = new StringBuilder();
		subjects.forEach((subject) -> rows.append(subject.row(frozen)));
		return rows.toString();
	}

	/**
	 * One instance under load, which stays whatever fails.
	 */
	private record Subject(String settings, OrderInstance instance, OrderLoad free, OrderLoad rows,
			long[] confirmation) implements AutoCloseable {

		static Subject start(int threads, String failFast, String url, String... settings) {
			int port = Ports.free();
			List<String> all = new ArrayList<>(List.of(settings));
			all.addAll(List.of("server.tomcat.threads.max=" + threads, "probity.fleet.fail-fast=" + failFast,
					"probity.checks.db.shared=stay"));
			OrderInstance instance = OrderInstance.start(port, Ports.free(), url, all);
			String patience = (settings.length > 0) ? "1 s | 5 s" : "30 s | none";
			return new Subject("%d | %s | %s".formatted(threads, failFast, patience), instance,
					new OrderLoad(port, "/free"), new OrderLoad(port, "/rows"), new long[1]);
		}

		void begin() {
			this.free.begin(20);
			this.rows.begin(20);
		}

		/**
		 * Whether the failure has been confirmed; notes when that is seen first.
		 */
		boolean seesConfirmed() {
			if (this.confirmation[0] == 0
					&& this.instance.process().output().contains("'db' went from PASSING to FAILING")) {
				this.confirmation[0] = System.nanoTime();
			}
			return this.confirmation[0] != 0;
		}

		String row(long frozen) {
			long confirmed = this.confirmation[0];
			return String.format(Locale.ROOT, "| %s | %.1f s | %d of %d | %d | %d |%n", this.settings,
					(confirmed - frozen) / 1e9, this.free.failed(), this.free.sent(), this.free.failedAfter(confirmed),
					this.free.failedAfter(confirmed + Duration.ofSeconds(10).toNanos()));
		}

		static void end(List<Subject> subjects) throws InterruptedException {
			for (Subject subject : subjects) {
				subject.free.stop();
				subject.rows.stop();
			}
			for (Subject subject : subjects) {
				subject.free.end();
				subject.rows.end();
			}
		}

		@Override
		public void close() {
			this.free.close();
			this.rows.close();
			this.instance.close();
		}

	}

}
