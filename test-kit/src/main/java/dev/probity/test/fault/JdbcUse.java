package dev.probity.test.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import org.springframework.context.ApplicationContext;

/**
 * Whether the connection pools of an application go through the proxy: one that was
 * opened before there was a proxy, or whose URL somebody has written down elsewhere, does
 * not, and a fault would break nothing.
 */
final class JdbcUse {

	private JdbcUse() {
	}

	static void require(String bean, Way way, ApplicationContext context) {
		if (way.isUsed()) {
			return;
		}
		Collection<DataSource> dataSources = context.getBeansOfType(DataSource.class).values();
		dataSources.forEach(JdbcUse::borrow);
		if (!way.isUsed()) {
			throw new IllegalStateException(
					"No DataSource of the application (%s) goes through the proxy before the server of the bean '%s', so that nothing would break: it was not made from these connection details, or has opened its connections before"
						.formatted(context.getBeansOfType(DataSource.class).keySet(), bean));
		}
	}

	private static void borrow(DataSource dataSource) {
		CompletableFuture<Void> borrowed = CompletableFuture.runAsync(() -> {
			try (Connection connection = dataSource.getConnection()) {
				// that is all
			}
			catch (SQLException ex) {
				// whatever it is, it has asked
			}
		});
		try {
			borrowed.get(5, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// whatever it is, it has asked
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
