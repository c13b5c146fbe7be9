package dev.probity.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.lifecycle.JvmShutdown;
import dev.probity.registration.ShutdownOrder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps a database that hangs from holding up the end of the JVM. A pool that is closed
 * waits for a connection that it is just opening, as long as it would have let a caller
 * wait: 30 seconds unless set. Last of all, when nobody can need a new connection any
 * more, leaves it a second of that patience: as much as one that is well takes.
 *
 * @since 0.1.0
 */
public final class HikariClosing implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(HikariClosing.class);

	private final Supplier<? extends Collection<HikariDataSource>> dataSources;

	private final BooleanSupplier jvmGoingDown;

	private volatile boolean running;

	/**
	 * Hurry the closing of data sources.
	 * @param dataSources the data sources there are in the end
	 */
	public HikariClosing(Supplier<? extends Collection<HikariDataSource>> dataSources) {
		this(dataSources, JvmShutdown::isInProgress);
	}

	HikariClosing(Supplier<? extends Collection<HikariDataSource>> dataSources, BooleanSupplier jvmGoingDown) {
		this.dataSources = dataSources;
		this.jvmGoingDown = jvmGoingDown;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.jvmGoingDown.getAsBoolean()) {
			this.dataSources.get().forEach(HikariClosing::hurry);
		}
	}

	private static void hurry(HikariDataSource dataSource) {
		try {
			dataSource.setLoginTimeout(1);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not shorten the timeout of the pool '%s', which may close slowly"
				.formatted(dataSource.getPoolName()), ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * After everything else.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.LAST;
	}

}
