package dev.probity.test.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The way to a database is another one, and nothing else of it: what is set for the pool
 * alone is what the pool has.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(initializers = PoolCredentialsTests.OfThePool.class)
@ProbityFaults
class PoolCredentialsTests {

	@Test
	void whatIsSetForThePoolIsWhatItHas(@Autowired HikariDataSource pool, @Autowired JdbcConnectionDetails details,
			@Autowired Faults faults) throws SQLException {
		assertThat(pool.getUsername()).isEqualTo("postgres");
		assertThat(pool.getPassword()).isEqualTo("postgres");
		assertThat(pool.getJdbcUrl()).isEqualTo(details.getJdbcUrl()).contains("ApplicationName=shop");
		try (Connection connection = pool.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
		faults.db().refuse();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
			try (Connection connection = pool.getConnection()) {
				connection.createStatement().execute("SELECT 1");
			}
		});
	}

	static class OfThePool extends ShopApplication.Servers {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			super.initialize(context);
			MutablePropertySources sources = context.getEnvironment().getPropertySources();
			Map<String, Object> servers = new HashMap<>(((MapPropertySource) sources.get("servers")).getSource());
			servers.put("spring.datasource.hikari.username", servers.remove("spring.datasource.username"));
			servers.put("spring.datasource.hikari.password", servers.remove("spring.datasource.password"));
			servers.computeIfPresent("spring.datasource.url", (name, url) -> url + "?ApplicationName=shop");
			sources.replace("servers", new MapPropertySource("servers", servers));
		}

	}

}
