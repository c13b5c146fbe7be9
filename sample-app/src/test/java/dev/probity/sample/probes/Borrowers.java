package dev.probity.sample.probes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Knows which threads have asked an application's data source for a connection, and which
 * are still waiting for it.
 */
final class Borrowers implements BeanPostProcessor {

	private final Set<String> all = ConcurrentHashMap.newKeySet();

	private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

	/**
	 * The names of all threads that have ever asked.
	 */
	Set<String> all() {
		return Set.copyOf(this.all);
	}

	/**
	 * The names of the threads that are waiting now.
	 */
	List<String> waiting() {
		return this.waiting.stream().map(Thread::getName).toList();
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
			Thread thread = Thread.currentThread();
			Borrowers.this.all.add(thread.getName());
			Borrowers.this.waiting.add(thread);
			try {
				return super.getConnection();
			}
			finally {
				Borrowers.this.waiting.remove(thread);
			}
		}

	}

}
