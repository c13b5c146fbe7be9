package dev.probity.test.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.RedisServer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application on real servers, with checks that are in a hurry.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
		"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration" })
class ShopApplication {

	static final List<String> QUICK = List.of("interval=500ms", "retry-interval=100ms", "timeout=1s");

	/**
	 * Where the servers are, which is known once they run.
	 */
	static class Servers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			Map<String, Object> properties = new HashMap<>(Map.of("spring.datasource.url",
					"jdbc:postgresql://localhost:%d/postgres".formatted(PostgresServer.get().port()),
					"spring.datasource.username", "postgres", "spring.datasource.password", "postgres",
					"spring.datasource.hikari.connection-timeout", "1000", "spring.data.redis.host",
					RedisServer.get().host(), "spring.data.redis.port", RedisServer.get().port(),
					"spring.kafka.bootstrap-servers", KafkaServer.get().address()));
			QUICK.stream()
				.map((setting) -> setting.split("="))
				.forEach((setting) -> properties.put("probity.defaults." + setting[0], setting[1]));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("servers", properties));
		}

	}

}
