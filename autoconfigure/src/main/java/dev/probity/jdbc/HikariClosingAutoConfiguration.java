package dev.probity.jdbc;

import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;
import dev.probity.traffic.Traffic;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Ends pools quietly when the application does.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityTrafficAutoConfiguration.class)
@ConditionalOnClass({ HikariDataSource.class, AbstractRoutingDataSource.class })
@ConditionalOnBean(Traffic.class)
public final class HikariClosingAutoConfiguration {

	@Bean
	HikariClosing probityHikariClosing(ConfigurableListableBeanFactory beanFactory) {
		return new HikariClosing(() -> Stream.of(beanFactory.getBeanNamesForType(DataSource.class, true, false))
			// what nobody has used needs no end
			.filter(beanFactory::containsSingleton)
			.flatMap((name) -> pools(beanFactory, name))
			.distinct()
			.toList());
	}

	private static Stream<HikariDataSource> pools(ConfigurableListableBeanFactory beanFactory, String name) {
		try {
			return DataSources.allBehind(beanFactory.getBean(name, DataSource.class))
				.stream()
				.map((dataSource) -> DataSources.find(dataSource, HikariConfigMXBean.class, HikariDataSource.class))
				.filter(Objects::nonNull)
				.toList()
				.stream();
		}
		catch (RuntimeException ex) {
			// there is nothing behind it to be closed
			return Stream.empty();
		}
	}

}
