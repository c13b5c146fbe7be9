package dev.probity.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.probity.fixture.FrozenProcess;
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
	 * Requests that come all the time, as on a real Kubernetes.
	 */
	@Test
	@EnabledIfSystemProperty(named = "probity.fleet.freeze", matches = "\\d+")
	void theTableOfTheDocumentation() throws Exception {
		List<Subject> subjects = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			for (int threads : new int[] { 200, 20 }) {
				for (String failFast : List.of("off", "500ms")) {
					subjects.add(Subject.start(threads, failFast, database.url()));
				}
			}
			subjects
				.add(Subject.start(200, "500ms", database.url(), "spring.datasource.hikari.connection-timeout=3000"));
			subjects.forEach((subject) -> subject.instance().awaitReady());
			subjects.forEach(Subject::begin);
			TimeUnit.SECONDS.sleep(2);
			long frozen = System.nanoTime();
			try (FrozenProcess hanging = database.freeze()) {
				for (Subject subject : subjects) {
					subject.awaitConfirmed(frozen, Duration.ofSeconds(SECONDS));
				}
				TimeUnit.NANOSECONDS.sleep(frozen + Duration.ofSeconds(SECONDS).toNanos() - System.nanoTime());
				Subject.end(subjects);
			}
			Files.writeString(Path.of("target", "fail-fast.md"), table(subjects, frozen));
		}
		finally {
			subjects.forEach(Subject::close);
		}
	}

	private static String table(List<Subject> subjects, long frozen) {
		StringBuilder table = new StringBuilder(
				"""
						| request threads | fail-fast | confirmed after | requests that need none: sent, failed | of them sent after it was confirmed | requests that need the database: failed |
						| --- | --- | --- | --- | --- | --- |
						""");
		subjects.forEach((each) -> table
			.append(String.format(Locale.ROOT, "| %d | %s | %.1f s | %d, %d | %d | %d of %d |%n", each.threads(),
					each.failFast(), (each.confirmed() - frozen) / 1e9, each.free().sent(), each.free().failed(),
					each.free().failedAfter(each.confirmed()), each.rows().failed(), each.rows().sent())));
		return table.toString();
	}

	/**
	 * One instance under load, which stays whatever fails.
	 */
	private record Subject(int threads, String failFast, OrderInstance instance, OrderLoad free, OrderLoad rows,
			long[] confirmation) implements AutoCloseable {

		static Subject start(int threads, String failFast, String url, String... settings) {
			int port = Ports.free();
			List<String> all = new ArrayList<>(List.of(settings));
			all.addAll(List.of("server.tomcat.threads.max=" + threads, "probity.fleet.fail-fast=" + failFast,
					"probity.checks.db.shared=stay"));
			OrderInstance instance = OrderInstance.start(port, Ports.free(), url, all);
			return new Subject(threads, failFast, instance, new OrderLoad(port, "/free"), new OrderLoad(port, "/rows"),
					new long[1]);
		}

		void begin() {
			this.free.begin(20);
			this.rows.begin(20);
		}

		void awaitConfirmed(long frozen, Duration patience) throws InterruptedException {
			while (!this.instance.process().output().contains("'db' went from PASSING to FAILING")
					&& System.nanoTime() - frozen < patience.toNanos()) {
				TimeUnit.MILLISECONDS.sleep(100);
			}
			this.confirmation[0] = System.nanoTime();
		}

		long confirmed() {
			return this.confirmation[0];
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
