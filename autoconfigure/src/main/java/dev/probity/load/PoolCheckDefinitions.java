package dev.probity.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.time.Ticker;
import dev.probity.vital.VitalDefinitions;
import dev.probity.vital.VitalPolicies;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * One check for each data source of the application behind which there are pools that
 * tell who waits. Makes no data source: of one that is lazy the check waits for it.
 */
final class PoolCheckDefinitions implements CheckDefinitions {

	static final String NAME = "pool";

	private final ConfigurableListableBeanFactory beanFactory;

	private final VitalDefinitions vitals;

	private final Duration maxSilence;

	private final Duration sustainedFor;

	private final Supplier<Stream<DataSourcePoolMetadataProvider>> metadata;

	private final Ticker ticker;

	private PoolCheckDefinitions(ConfigurableListableBeanFactory beanFactory, VitalDefinitions vitals,
			Duration sustainedFor, Supplier<Stream<DataSourcePoolMetadataProvider>> metadata, Ticker ticker) {
		this.beanFactory = beanFactory;
		this.vitals = vitals;
		this.maxSilence = vitals.settings().properties().pool().maxSilence();
		this.sustainedFor = sustainedFor;
		this.metadata = metadata;
		this.ticker = ticker;
	}

	static PoolCheckDefinitions of(ConfigurableListableBeanFactory beanFactory, VitalDefinitions vitals,
			Duration sustainedFor, Ticker ticker) {
		return new PoolCheckDefinitions(beanFactory, vitals, sustainedFor,
				beanFactory.getBeanProvider(DataSourcePoolMetadataProvider.class)::orderedStream, ticker);
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		List<CheckDefinition> definitions = new ArrayList<>();
		for (String bean : this.beanFactory.getBeanNamesForType(DataSource.class, false, false)) {
			PoolsInUse pools = new PoolsInUse(this.beanFactory, bean, this.metadata, this.ticker);
			if (isCandidate(bean) && pools.mayExist()) {
				definitions.add(VitalPolicies.load(NAME + "/" + bean, VitalPolicies.loadInterval(this.sustainedFor),
						(policy) -> new RoutedPoolCheck(pools, this.maxSilence, this.sustainedFor, policy,
								this.ticker)));
			}
		}
		return this.vitals.wanted(NAME, definitions);
	}

	/**
	 * What is hidden from the application is part of something else, as for
	 * <code>db</code>.
	 */
	private boolean isCandidate(String bean) {
		return !this.beanFactory.containsBeanDefinition(bean)
				|| this.beanFactory.getBeanDefinition(bean).isAutowireCandidate();
	}

}
