package dev.probity.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckState;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application whose dependencies hang, refuse, are killed and used up by turns, while
 * its probes are asked, its metrics scraped and its checks replaced: what it holds stays
 * what it was, and its log tells of changes only. For a moment by default; with
 * {@code -Psoak} for half an hour, with a new context each minute, which writes
 * <code>target/soak.txt</code>.
 */
@EnabledOnOs(OS.LINUX)
class SoakTests {

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("soak.seconds", 0));

	private static final Duration CONTEXT = Duration.ofMinutes(1);

	// what is loaded and made once has been by then
	private static final Duration WARM_UP = TIME.dividedBy(5);

	private final RedisServer redis = RedisServer.launch();

	@Test
	void whateverFailsAndRecoversNothingGrows() throws Exception {
		Figures figures = new Figures();
		long begin = System.nanoTime();
		Duration nextContext = CONTEXT;
		try (OwnPostgres postgres = OwnPostgres.start();
				SoakedApplication application = new SoakedApplication(postgres, this.redis)) {
			do {
				everyFaultComesAndGoes(application, postgres);
				Duration passed = Duration.ofNanos(System.nanoTime() - begin);
				if (passed.compareTo(nextContext) >= 0) {
					application.startAnew();
					nextContext = nextContext.plus(CONTEXT);
				}
				if (passed.compareTo(WARM_UP) >= 0) {
					recovered(application);
					figures.sample();
				}
			}
			while (System.nanoTime() - begin < TIME.toNanos());
			assertThat(application.unexpected()).isEmpty();
			assertThat(application.asked()).isGreaterThan(20);
		}
		finally {
			this.redis.stop();
			write(figures);
		}
		if (figures.samples() > 10) {
			assertThat(figures.growing()).isEmpty();
		}
	}

	private static void write(Figures figures) throws IOException {
		if (!TIME.isZero()) {
			Files.writeString(Path.of("target", "soak.txt"), figures + "\n");
			System.out.println(figures);
		}
	}

	private void everyFaultComesAndGoes(SoakedApplication application, OwnPostgres postgres) throws Exception {
		recovered(application);
		try (FrozenProcess frozen = postgres.freeze()) {
			fails(application, "db");
		}
		try (FrozenProcess frozen = this.redis.freeze()) {
			fails(application, "redis");
		}
		recovered(application);
		this.redis.stop();
		postgres.kill();
		fails(application, "redis");
		fails(application, "db");
		postgres.startAgain();
		this.redis.start();
		recovered(application);
		useUpThePool(application);
		recovered(application);
	}

	private static void useUpThePool(SoakedApplication application) throws Exception {
		List<Connection> leaked = new ArrayList<>();
		Thread waiting = new Thread(() -> {
			try (Connection connection = application.pool().getConnection()) {
				connection.isValid(1);
			}
			catch (Exception ex) {
				// that is what the pool is there for
			}
		});
		try {
			for (int i = 0; i < SoakedApplication.POOL; i++) {
				leaked.add(application.pool().getConnection());
			}
			waiting.start();
			fails(application, "pool/dataSource");
		}
		finally {
			for (Connection connection : leaked) {
				connection.close();
			}
		}
		waiting.join();
	}

	private static void fails(SoakedApplication application, String check) {
		await().until(() -> application.state(check) == CheckState.FAILING);
	}

	private static void recovered(SoakedApplication application) {
		await().atMost(Duration.ofSeconds(30))
			.until(() -> List.of("db", "redis", "pool/dataSource")
				.stream()
				.allMatch((check) -> application.state(check) == CheckState.PASSING));
	}

}
