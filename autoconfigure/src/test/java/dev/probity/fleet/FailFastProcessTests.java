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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What staying is worth while the database hangs: 20 requests a second that need it take
 * the request threads away from 20 that do not, unless callers of the pool fail fast. The
 * long form, {@code -Dprobity.fleet.freeze=60}, makes the table of docs/fleet.md.
 */
class FailFastProcessTests {

	private static final int SECONDS = Integer.getInteger("probity.fleet.freeze", 12);

	private static final boolean LONG = SECONDS >= 60;

	@Test
	void requestsThatNeedNoDatabaseAreServedAlthoughOthersWaitForIt() throws Exception {
		List<Subject> subjects = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			for (int threads : LONG ? new int[] { 200, 20 } : new int[] { 200 }) {
				for (String failFast : LONG ? List.of("off", "500ms", "250ms") : List.of("500ms")) {
					subjects.add(Subject.start(threads, failFast, database.url()));
				}
			}
			subjects.forEach((subject) -> subject.instance().awaitReady());
			for (Subject subject : subjects) {
				subject.begin();
			}
			TimeUnit.SECONDS.sleep(2);
			long frozen = System.nanoTime();
			try (FrozenProcess hanging = database.freeze()) {
				for (Subject subject : subjects) {
					subject.awaitConfirmed(frozen, Duration.ofSeconds(SECONDS));
				}
				long left = frozen + Duration.ofSeconds(SECONDS).toNanos() - System.nanoTime();
				TimeUnit.NANOSECONDS.sleep(left);
				for (Subject subject : subjects) {
					subject.end();
				}
			}
			if (LONG) {
				Files.writeString(Path.of("target", "fail-fast.md"), table(subjects, frozen));
			}
			Subject fast = subjects.stream().filter((each) -> each.is(200, "500ms")).findFirst().orElseThrow();
			assertThat(fast.free().sent()).isGreaterThan(20 * SECONDS / 2);
			assertThat(fast.free().failedAfter(fast.confirmed())).as(fast.instance().process()::output).isZero();
		}
		finally {
			subjects.forEach(Subject::close);
		}
	}

	private static String table(List<Subject> subjects, long frozen) {
		StringBuilder table = new StringBuilder("""
				| request threads | fail-fast | confirmed after | requests that need none: sent, failed | of them sent after it was confirmed | requests that need the database: failed |
				| --- | --- | --- | --- | --- | --- |
				""");
		subjects.forEach((each) -> table.append(String.format(Locale.ROOT, "| %d | %s | %.1f s | %d, %d | %d | %d of %d |%n",
				each.threads(), each.failFast(), (each.confirmed() - frozen) / 1e9, each.free().sent(),
				each.free().failed(), each.free().failedAfter(each.confirmed()), each.rows().failed(),
				each.rows().sent())));
		return table.toString();
	}

	/**
	 * One instance under load, which stays whatever fails.
	 */
	private record Subject(int threads, String failFast, OrderInstance instance, OrderLoad free, OrderLoad rows,
			long[] confirmation) implements AutoCloseable {

		static Subject start(int threads, String failFast, String url) {
			int port = Ports.free();
			OrderInstance instance = OrderInstance.start(port, Ports.free(), url,
					List.of("server.tomcat.threads.max=" + threads, "probity.fleet.fail-fast=" + failFast,
							"probity.checks.db.criticality=optional"));
			return new Subject(threads, failFast, instance, new OrderLoad(port, "/free"), new OrderLoad(port, "/rows"),
					new long[1]);
		}

		boolean is(int threads, String failFast) {
			return this.threads == threads && this.failFast.equals(failFast);
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
			// what is lowered is lowered within a second
			this.confirmation[0] = System.nanoTime() + Duration.ofSeconds(1).toNanos();
		}

		long confirmed() {
			return this.confirmation[0];
		}

		void end() throws InterruptedException {
			this.free.end();
			this.rows.end();
		}

		@Override
		public void close() {
			this.free.close();
			this.rows.close();
			this.instance.close();
		}

	}

}
