package dev.probity.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.probity.check.CheckState;
import dev.probity.fixture.BesideStock;
import dev.probity.fixture.BesideStock.Said;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.HalfOpenProxy;
import dev.probity.fixture.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import redis.clients.jedis.Jedis;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.health.DataRedisHealthIndicator;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Probity says of a Redis in trouble, which is optional by default, beside Spring
 * Boot's own indicator.
 */
@EnabledOnOs(OS.LINUX)
class RedisFaultsBesideStockTests {

	private static final String PASSWORD = "before-it";

	private final BesideStock<Fault> table = new BesideStock<>(Fault.class, "redis", 1);

	@Test
	void whatEachSays() throws Exception {
		this.table.observe(Fault.values(), this::run);
		this.table.write("redis-faults.md", (fault) -> fault.words);
		assertThat(this.table.at(Fault.HUNG, 1).stock()).isEqualTo("no answer");
		assertThat(this.table.at(Fault.SILENT, 1).stock()).isEqualTo("no answer");
		assertThat(this.table.at(Fault.PASSWORD_ROTATED, 1).stock()).isEqualTo("UP");
		assertThat(this.table.at(Fault.PASSWORD_ROTATED, 1).probity()).isEqualTo("UP");
		if (BesideStock.LONG) {
			assertThat(this.table.at(Fault.HUNG, 60).probity()).startsWith("DEGRADED: timed out");
			assertThat(this.table.at(Fault.SILENT, 180).probity())
				.startsWith("DEGRADED: Redis answers fresh connections");
			assertThat(this.table.at(Fault.PASSWORD_ROTATED, 420).probity()).startsWith("DEGRADED")
				.contains("WRONGPASS");
			assertThat(this.table.at(Fault.FULL, 420).probity()).startsWith("DEGRADED")
				.contains("max number of clients");
			assertThat(this.table.at(Fault.FAIL_OVER, 60).probity()).isEqualTo("UP");
		}
	}

	private List<Said> run(Fault fault) throws Exception {
		List<Said> said = new ArrayList<>();
		RedisServer server = RedisServer.launch("requirepass " + PASSWORD);
		try (HalfOpenProxy proxy = new HalfOpenProxy(server.port())) {
			// who stands between them hides that a server is gone
			int port = (fault == Fault.SILENT) ? proxy.port() : server.port();
			LettuceConnectionFactory stocks = factory(port);
			DataRedisHealthIndicator stock = new DataRedisHealthIndicator(stocks);
			assertThat(stock.health().getStatus().getCode()).isEqualTo("UP");
			Contexts.withoutWeb()
				.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
				.withPropertyValues("spring.data.redis.port=" + port, "spring.data.redis.password=" + PASSWORD)
				.run((context) -> {
					Contexts.ready(context);
					await().until(() -> Contexts.check(context, "redis").state() == CheckState.PASSING);
					try (AutoCloseable end = fault.strike(server, proxy)) {
						said.addAll(this.table.ask(context, stock));
					}
				});
			stocks.destroy();
		}
		finally {
			server.stop();
		}
		return said;
	}

	private static LettuceConnectionFactory factory(int port) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("localhost", port);
		configuration.setPassword(PASSWORD);
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	private static void set(RedisServer server, String name, String value) {
		try (Jedis jedis = server.connect()) {
			jedis.auth(PASSWORD);
			jedis.configSet(name, value);
		}
	}

	/**
	 * What goes wrong.
	 */
	private enum Fault {

		HUNG("the server hangs") {

			@Override
			AutoCloseable strike(RedisServer server, HalfOpenProxy proxy) {
				FrozenProcess frozen = freeze(server);
				return frozen::close;
			}

			private FrozenProcess freeze(RedisServer server) {
				try (Jedis jedis = server.connect()) {
					jedis.auth(PASSWORD);
					return FrozenProcess
						.freeze(Long.parseLong(jedis.info("server").replaceAll("(?s).*process_id:(\\d+).*", "$1")));
				}
			}

		},

		SILENT("nothing comes back on the connections there are, new ones work") {

			@Override
			AutoCloseable strike(RedisServer server, HalfOpenProxy proxy) {
				proxy.silenceConnections();
				return NOTHING;
			}

		},

		PASSWORD_ROTATED("password rotated") {

			@Override
			AutoCloseable strike(RedisServer server, HalfOpenProxy proxy) {
				set(server, "requirepass", "after-it");
				return NOTHING;
			}

		},

		FULL("no further client is let in") {

			@Override
			AutoCloseable strike(RedisServer server, HalfOpenProxy proxy) {
				// stock's connection and ours
				set(server, "maxclients", "2");
				return NOTHING;
			}

		},

		FAIL_OVER("stopped, and back at the same address after 3 s") {

			@Override
			AutoCloseable strike(RedisServer server, HalfOpenProxy proxy) {
				server.stop();
				CompletableFuture<Void> back = CompletableFuture.runAsync(server::start,
						CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));
				return back::join;
			}

		};

		private static final AutoCloseable NOTHING = () -> {
		};

		private final String words;

		Fault(String words) {
			this.words = words;
		}

		abstract AutoCloseable strike(RedisServer server, HalfOpenProxy proxy) throws Exception;

	}

}
