package dev.probity.jdbc;

import dev.probity.fixture.Containers;
import dev.probity.fixture.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The check of a data source, on a PostgreSQL in a container.
 */
@Tag("containers")
@Testcontainers(disabledWithoutDocker = true)
class DataSourceCheckContainerTests extends DataSourceCheckTests {

	@Container
	private static final PostgreSQLContainer POSTGRES = Containers.postgres();

	@Override
	PostgresServer server() {
		return PostgresServer.in(POSTGRES);
	}

}
