package dev.probity.sample.probes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.pool.HikariPool;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Knows which threads have asked an application's data source for a connection, and which
 * are still waiting for it.
 */
final class Borrowers implements BeanPostProcessor {

	private final Set<String> all = ConcurrentHashMap.newKeySet();

	/**
	 * The names of all threads that have ever asked.
	 */
	Set<String> all() {
		return Set.copyOf(this.all);
	}

	/**
	 * The names of the threads that are waiting in a pool now, behind the data source or
	 * past it.
	 */
	static List<String> waiting() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> Stream.of(thread.getValue()).anyMatch(Borrowers::isInPool))
			.map((thread) -> thread.getKey().getName())
			.toList();
	}

	private static boolean isInPool(StackTraceElement frame) {
		return frame.getClassName().equals(HikariPool.class.getName()) && frame.getMethodName().equals("getConnection");
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new Watched(dataSource) : bean;
	}

	private final class Watched extends DelegatingDataSource {

		Watched(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Borrowers.this.all.add(Thread.currentThread().getName());
			return super.getConnection();
		}

	}

}
