package dev.probity.load;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubConnectionFactory;
import dev.probity.fixture.StubDataSource;
import dev.probity.jdbc.DataSourcePools;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.r2dbc.R2dbcPools;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.time.Ticker;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.metadata.AbstractDataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.r2dbc.connection.TransactionAwareConnectionFactoryProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The figures of a pool are those of the one that is in use now, whatever it is of and
 * whatever decorates it.
 */
class PoolsInUseTests {

	private static final int SIZE = 2;

	private final DataSourcePools pools = new DataSourcePools(Stream::of, Ticker.system());

	static Stream<Arguments> decoratedPools() {
		Map<String, Supplier<DataSource>> kinds = Map.of("Hikari", PoolsInUseTests::hikari, "Tomcat",
				PoolsInUseTests::tomcat, "DBCP", PoolsInUseTests::dbcp2);
		Map<String, UnaryOperator<DataSource>> decorations = new HashMap<>();
		decorations.put("nothing", (pool) -> pool);
		decorations.put("DelegatingDataSource", DelegatingDataSource::new);
		decorations.put("TransactionAware", TransactionAwareDataSourceProxy::new);
		decorations.put("lazy", PoolsInUseTests::lazy);
		decorations.put("an interface proxy", PoolsInUseTests::proxy);
		decorations.put("a class proxy", PoolsInUseTests::classProxy);
		decorations.put("a swappable proxy", PoolsInUseTests::swappable);
		decorations.put("several", (pool) -> new TransactionAwareDataSourceProxy(proxy(lazy(pool))));
		decorations.put("a foreign wrapper", ForeignWrapper::new);
		decorations.put("one that can be replaced", ReplaceablePool::new);
		decorations.put("Spring's in a foreign one", (pool) -> new ForeignWrapper(new DelegatingDataSource(pool)));
		return kinds.entrySet()
			.stream()
			.flatMap((kind) -> decorations.entrySet()
				.stream()
				.map((decoration) -> arguments(kind.getKey(), decoration.getKey(), kind.getValue(),
						decoration.getValue())));
	}

	@ParameterizedTest(name = "{0} behind {1}")
	@MethodSource("decoratedPools")
	void aDecoratedPoolIsRead(String kind, String decoration, Supplier<DataSource> pool,
			UnaryOperator<DataSource> decorate) throws Exception {
		DataSource made = pool.get();
		DataSource decorated = decorate.apply(made);
		List<Connection> taken = new ArrayList<>();
		for (int i = 0; i < SIZE; i++) {
			taken.add(made.getConnection());
		}
		assertThat(figures(decorated)).returns(SIZE, PoolFigures::active).returns(true, PoolFigures::isSaturated);
		for (Connection connection : taken) {
			connection.close();
		}
		assertThat(figures(decorated)).returns(0, PoolFigures::active).returns(SIZE, PoolFigures::max);
		if (made instanceof AutoCloseable pooled) {
			pooled.close();
		}
	}

	@Test
	void aPoolThatIsSwappedIsReadAtTheNextLook() throws Exception {
		DataSource before = dbcp2();
		DataSource after = hikari();
		HotSwappableTargetSource target = new HotSwappableTargetSource(before);
		DataSource proxy = (DataSource) ProxyFactory.getProxy(target);
		try (Connection busy = before.getConnection()) {
			assertThat(figures(proxy).active()).isOne();
		}
		target.swap(after);
		try (Connection one = after.getConnection(); Connection other = after.getConnection()) {
			assertThat(figures(proxy).active()).isEqualTo(2);
		}
	}

	@Test
	void whatIsNoPoolIsNotRead() {
		assertThat(this.pools.apply(new StubDataSource())).isNull();
		assertThat(this.pools.apply(new DelegatingDataSource())).isNull();
	}

	@Test
	void aPoolOfAnotherLibraryIsReadByItsMetadata() {
		StubDataSource unknown = new StubDataSource();
		DataSourcePoolMetadataProvider provider = (dataSource) -> (dataSource == unknown) ? new Metadata(unknown)
				: null;
		ConnectionPool pool = new DataSourcePools(() -> Stream.of(provider), Ticker.system())
			.apply(new DelegatingDataSource(unknown));
		assertThat(pool).isNotNull();
		assertThat(pool.validationQuery()).isEqualTo("select 7");
		assertThat(pool.tellsWaiting()).isFalse();
		await().untilAsserted(() -> {
			PoolFigures figures = pool.figures();
			assertThat(figures.isSaturated()).isTrue();
			assertThat(figures.sinceLastReturn()).as("somebody was served").isNotNull();
		});
	}

	@Test
	void afterARefreshTheFiguresAreThoseOfTheNewPool() {
		Contexts.withoutWeb()
			.withInitializer((context) -> context.getBeanFactory().registerScope("refresh", new RefreshScope()))
			.withUserConfiguration(Refreshed.class)
			.withConfiguration(
					AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class,
							ProbityLoadAutoConfiguration.class, ProbityServerAutoConfiguration.class))
			.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=20ms",
					"probity.checks[pool/dataSource].interval=100ms",
					"probity.checks[pool/dataSource].retry-interval=100ms")
			.run((context) -> {
				DataSource proxy = context.getBean(DataSource.class);
				await().until(() -> Contexts.check(context, "db").state() == CheckState.PASSING);
				((RefreshScope) context.getBeanFactory().getRegisteredScope("refresh")).refresh();
				try (Connection one = proxy.getConnection(); Connection other = proxy.getConnection()) {
					await().untilAsserted(() -> {
						CheckResult db = Contexts.check(context, "db").lastResult();
						assertThat(db).isInstanceOf(Inconclusive.class);
						assertThat(db.reason()).startsWith("saturated 2/2");
						assertThat(Contexts.check(context, "pool/dataSource").lastResult().details())
							.containsEntry("active", 2);
					});
				}
			});
	}

	@Test
	void aReactivePoolBehindProxiesAndWrappersIsRead() {
		io.r2dbc.pool.ConnectionPool reactive = new io.r2dbc.pool.ConnectionPool(
				ConnectionPoolConfiguration.builder(new StubConnectionFactory()).maxSize(7).initialSize(0).build());
		ProxyFactory proxy = new ProxyFactory();
		proxy.addInterface(ConnectionFactory.class);
		proxy.setTarget(new TransactionAwareConnectionFactoryProxy(reactive));
		ConnectionPool read = new R2dbcPools(Ticker.system()).apply((ConnectionFactory) proxy.getProxy());
		assertThat(read).isNotNull();
		assertThat(read.figures()).returns(7, PoolFigures::max);
	}

	private PoolFigures figures(DataSource dataSource) {
		ConnectionPool pool = this.pools.apply(dataSource);
		assertThat(pool).isNotNull();
		PoolFigures figures = pool.figures();
		assertThat(figures).isNotNull();
		return figures;
	}

	private static DataSource hikari() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new StubDataSource());
		pool.setMaximumPoolSize(SIZE);
		return pool;
	}

	private static DataSource tomcat() {
		org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
		pool.setDataSource(new StubDataSource());
		pool.setInitialSize(0);
		pool.setMaxActive(SIZE);
		return pool;
	}

	private static DataSource dbcp2() {
		BasicDataSource pool = new BasicDataSource() {

			@Override
			protected org.apache.commons.dbcp2.ConnectionFactory createConnectionFactory() {
				StubDataSource connections = new StubDataSource();
				return connections::getConnection;
			}

		};
		pool.setMaxTotal(SIZE);
		return pool;
	}

	private static DataSource lazy(DataSource pool) {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
		lazy.setTargetDataSource(pool);
		return lazy;
	}

	private static DataSource proxy(DataSource pool) {
		ProxyFactory factory = new ProxyFactory();
		factory.addInterface(DataSource.class);
		factory.setTarget(pool);
		return (DataSource) factory.getProxy();
	}

	private static DataSource classProxy(DataSource pool) {
		ProxyFactory factory = new ProxyFactory(pool);
		factory.setProxyTargetClass(true);
		return (DataSource) factory.getProxy();
	}

	private static DataSource swappable(DataSource pool) {
		return (DataSource) ProxyFactory.getProxy(new HotSwappableTargetSource(pool));
	}

	/**
	 * As libraries wrap a data source to observe it.
	 */
	private static final class ForeignWrapper implements DataSource {

		private final DataSource wrapped;

		ForeignWrapper(DataSource wrapped) {
			this.wrapped = wrapped;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.wrapped.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.wrapped.getConnection(username, password);
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			return this.wrapped.unwrap(type);
		}

		@Override
		public boolean isWrapperFor(Class<?> type) throws SQLException {
			return this.wrapped.isWrapperFor(type);
		}

		@Override
		public @Nullable PrintWriter getLogWriter() {
			return null;
		}

		@Override
		public void setLogWriter(PrintWriter out) {
			// logs nothing
		}

		@Override
		public void setLoginTimeout(int seconds) {
			// knows none
		}

		@Override
		public int getLoginTimeout() {
			return 0;
		}

		@Override
		public Logger getParentLogger() {
			return Logger.getGlobal();
		}

	}

	/**
	 * As applications change the pool once their password is renewed.
	 */
	private static final class ReplaceablePool extends AbstractDataSource {

		private final AtomicReference<DataSource> current;

		ReplaceablePool(DataSource first) {
			this.current = new AtomicReference<>(first);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.current.get().getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.current.get().getConnection(username, password);
		}

	}

	/**
	 * A full pool, and no more to be known of it.
	 */
	private static final class Metadata extends AbstractDataSourcePoolMetadata<DataSource> {

		Metadata(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		public Integer getActive() {
			return 5;
		}

		@Override
		public Integer getMax() {
			return 5;
		}

		@Override
		public Integer getMin() {
			return 0;
		}

		@Override
		public String getValidationQuery() {
			return "select 7";
		}

		@Override
		public Boolean getDefaultAutoCommit() {
			return true;
		}

	}

	/**
	 * As Spring Cloud has it.
	 */
	private static final class RefreshScope implements Scope {

		private final Map<String, Object> beans = new HashMap<>();

		synchronized void refresh() throws Exception {
			for (Object bean : this.beans.values()) {
				((AutoCloseable) bean).close();
			}
			this.beans.clear();
		}

		@Override
		public synchronized Object get(String name, ObjectFactory<?> factory) {
			return this.beans.computeIfAbsent(name, (made) -> factory.getObject());
		}

		@Override
		public synchronized @Nullable Object remove(String name) {
			return this.beans.remove(name);
		}

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
			// closed at each refresh
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Refreshed {

		@Bean
		@org.springframework.context.annotation.Scope(scopeName = "refresh", proxyMode = ScopedProxyMode.TARGET_CLASS)
		DataSource dataSource() {
			return hikari();
		}

	}

}
