package dev.probity.contributor;

import java.util.stream.Stream;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;

/**
 * The beans that Spring Boot registers with Actuator, found without making any of them.
 *
 * @param beanFactory the beans of the application
 */
public record ContributorBeans(BeanFactory beanFactory) {

	/**
	 * Whether one of them has a name.
	 * @param contributor the name as Actuator shows it
	 */
	public boolean include(String contributor) {
		return Stream.of("", "HealthIndicator", "HealthContributor").map(contributor::concat).anyMatch(this::isOne);
	}

	private boolean isOne(String bean) {
		return this.beanFactory.containsBean(bean) && (this.beanFactory.isTypeMatch(bean, HealthContributor.class)
				|| this.beanFactory.isTypeMatch(bean, ReactiveHealthContributor.class));
	}

}
