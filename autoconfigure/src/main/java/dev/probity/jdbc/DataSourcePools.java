package dev.probity.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.probity.pool.ConnectionPool;
import dev.probity.time.Ticker;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.BasicDataSourceMXBean;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.jmx.ConnectionPoolMBean;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.util.ClassUtils;

/**
 * The pool that is behind a data source now. What reads it is kept for as long as it is
 * the same one, for some pools tell only what has changed since the last look. For one
 * data source; thread-safe.
 */
public final class DataSourcePools implements Function<DataSource, @Nullable ConnectionPool> {

	private final List<Library> libraries = new ArrayList<>();

	private final Supplier<Stream<DataSourcePoolMetadataProvider>> metadata;

	private final LongSupplier nanoTime;

	private volatile @Nullable Kept kept;

	/**
	 * Find pools.
	 * @param metadata knows of pools of other libraries
	 * @param ticker for how long ago something came back
	 */
	public DataSourcePools(Supplier<Stream<DataSourcePoolMetadataProvider>> metadata, Ticker ticker) {
		this.metadata = metadata;
		this.nanoTime = ticker::read;
		if (isPresent("com.zaxxer.hikari.HikariDataSource")) {
			this.libraries.add(new Hikari());
		}
		if (isPresent("org.apache.tomcat.jdbc.pool.DataSourceProxy")) {
			this.libraries.add(new Tomcat());
		}
		if (isPresent("org.apache.commons.dbcp2.BasicDataSource")) {
			this.libraries.add(new Dbcp2());
		}
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, DataSourcePools.class.getClassLoader());
	}

	/**
	 * Whether a data source of a type is a pool of one of the libraries that are known.
	 */
	public static boolean isPool(Class<?> type) {
		return new DataSourcePools(Stream::of, Ticker.system()).libraries.stream()
			.anyMatch((library) -> library.type().isAssignableFrom(type));
	}

	@Override
	public @Nullable ConnectionPool apply(DataSource dataSource) {
		for (Library library : this.libraries) {
			Object pool = library.find(dataSource);
			if (pool != null) {
				return kept(pool, () -> library.read(pool, this.nanoTime));
			}
		}
		return (metadata(dataSource) != null)
				? kept(dataSource,
						() -> new DescribedConnectionPool(dataSource, () -> metadata(dataSource), this.nanoTime))
				: null;
	}

	/**
	 * How long callers wait for the pool behind a data source, if that can be set now.
	 */
	@Nullable BorrowTimeout borrowTimeout(DataSource dataSource) {
		for (Library library : this.libraries) {
			Object pool = library.find(dataSource);
			if (pool != null) {
				return library.borrowTimeout(pool);
			}
		}
		return null;
	}

	private @Nullable DataSourcePoolMetadata metadata(DataSource dataSource) {
		DataSource innermost = DataSources.innermost(dataSource);
		return this.metadata.get()
			.map((provider) -> provider.getDataSourcePoolMetadata(innermost))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private ConnectionPool kept(Object pool, Supplier<ConnectionPool> reader) {
		Kept current = this.kept;
		if (current == null || current.pool() != pool) {
			current = new Kept(pool, reader.get());
			this.kept = current;
		}
		return current.reader();
	}

	private record Kept(Object pool, ConnectionPool reader) {

	}

	/**
	 * A library that may not be there.
	 */
	private interface Library {

		Class<?> type();

		@Nullable Object find(DataSource dataSource);

		ConnectionPool read(Object pool, LongSupplier nanoTime);

		@Nullable BorrowTimeout borrowTimeout(Object pool);

	}

	private static final class Hikari implements Library {

		@Override
		public Class<?> type() {
			return HikariDataSource.class;
		}

		@Override
		public @Nullable Object find(DataSource dataSource) {
			return DataSources.find(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
		}

		@Override
		public ConnectionPool read(Object pool, LongSupplier nanoTime) {
			return new HikariConnectionPool((HikariDataSource) pool, nanoTime);
		}

		@Override
		public BorrowTimeout borrowTimeout(Object pool) {
			return new HikariBorrowTimeout((HikariDataSource) pool);
		}

	}

	private static final class Tomcat implements Library {

		@Override
		public Class<?> type() {
			return DataSourceProxy.class;
		}

		@Override
		public @Nullable Object find(DataSource dataSource) {
			return DataSources.find(dataSource, ConnectionPoolMBean.class, DataSourceProxy.class);
		}

		@Override
		public ConnectionPool read(Object pool, LongSupplier nanoTime) {
			return new TomcatConnectionPool((DataSourceProxy) pool, nanoTime);
		}

		@Override
		public BorrowTimeout borrowTimeout(Object pool) {
			return new TomcatBorrowTimeout((DataSourceProxy) pool);
		}

	}

	private static final class Dbcp2 implements Library {

		@Override
		public Class<?> type() {
			return BasicDataSource.class;
		}

		@Override
		public @Nullable Object find(DataSource dataSource) {
			return DataSources.find(dataSource, BasicDataSourceMXBean.class, BasicDataSource.class);
		}

		@Override
		public ConnectionPool read(Object pool, LongSupplier nanoTime) {
			return new Dbcp2ConnectionPool((BasicDataSource) pool, nanoTime);
		}

		@Override
		public @Nullable BorrowTimeout borrowTimeout(Object pool) {
			BasicDataSource dataSource = (BasicDataSource) pool;
			GenericObjectPool<?> opened = dataSource.getConnectionPool();
			return (opened != null) ? Dbcp2BorrowTimeout.of(opened, dataSource) : null;
		}

	}

}
