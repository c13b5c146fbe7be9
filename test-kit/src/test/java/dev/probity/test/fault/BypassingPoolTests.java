package dev.probity.test.fault;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.fixture.PostgresServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A pool that does not go through the proxy, since it has opened its connections before
 * or has its URL from elsewhere: a fault would break nothing, and the test says so rather
 * than pass.
 */
@SpringBootTest(classes = { ShopApplication.class, BypassingPoolTests.Pools.class },
		webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(initializers = ShopApplication.Servers.class)
@ProbityFaults
class BypassingPoolTests {

	@Test
	void isToldBeforeAnythingIsBroken(@Autowired Faults faults) {
		assertThatIllegalStateException().isThrownBy(faults::db)
			.withMessageContaining("ownPool")
			.withMessageContaining("'details'")
			.withMessageContaining("opened its connections before");
	}

	@Configuration(proxyBeanMethods = false)
	static class Pools {

		@Bean
		JdbcConnectionDetails details() {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "postgres";
				}

				@Override
				public String getPassword() {
					return "postgres";
				}

				@Override
				public String getJdbcUrl() {
					return "jdbc:postgresql://localhost:%d/postgres".formatted(PostgresServer.get().port());
				}

			};
		}

		@Bean
		HikariDataSource ownPool() throws SQLException {
			HikariDataSource pool = PostgresServer.get().pool(1);
			try (Connection connection = pool.getConnection()) {
				return pool;
			}
		}

	}

}
