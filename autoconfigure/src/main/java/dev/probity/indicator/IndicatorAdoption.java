package dev.probity.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.contributor.CheckContributors;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.definition.RegisteredChecks;
import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.ImmediateCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.registration.LaterChecks;
import dev.probity.registration.ShutdownOrder;
import dev.probity.settings.CheckNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

/**
 * Makes checks of the application's health indicators, at the start and as they come and
 * go. A child context has the registry of its parent, and what is in there is adopted by
 * the parent. Holds the start open while composites that readiness needs cannot say what
 * they consist of.
 */
public final class IndicatorAdoption
		implements CheckDefinitions, LaterChecks, ImmediateCondition, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(IndicatorAdoption.class);

	private final @Nullable IndicatorAdoption parent;

	private final RegisteredIndicators indicators;

	private final IndicatorChecks checks;

	private final CheckContributors contributors;

	private final Adoptions adoptions;

	private final CompositeWatch watch;

	private final CheckMonitor monitor;

	private final Runnable onceRegistered;

	private volatile boolean running;

	public IndicatorAdoption(@Nullable IndicatorAdoption parent, RegisteredIndicators indicators,
			IndicatorChecks checks, CheckContributors contributors, CompositeWatch watch, CheckMonitor monitor,
			Runnable onceRegistered) {
		this.parent = parent;
		this.indicators = indicators;
		this.checks = checks;
		this.contributors = contributors;
		this.adoptions = new Adoptions(checks, contributors, watch);
		this.watch = watch;
		this.monitor = monitor;
		this.onceRegistered = onceRegistered;
	}

	/**
	 * The adoption of the parent context.
	 * @param beans the beans of a context
	 * @return {@code null} if no parent adopts
	 */
	public static @Nullable IndicatorAdoption ofParent(BeanFactory beans) {
		BeanFactory parent = (beans instanceof HierarchicalBeanFactory child) ? child.getParentBeanFactory() : null;
		return (parent != null) ? parent.getBeanProvider(IndicatorAdoption.class).getIfAvailable() : null;
	}

	/**
	 * After all others: what is a check already is not to be one again.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, IndicatorSource> sources = this.indicators.byName();
		this.checks.settings().validate(sources.keySet());
		if (this.parent != null) {
			return List.of();
		}
		Set<String> taken = this.monitor.snapshots()
			.keySet()
			.stream()
			.map(CheckNames::firstPart)
			.collect(Collectors.toSet());
		this.checks.settings().warnOfChecks(taken);
		List<CheckDefinition> definitions = new ArrayList<>();
		sources.forEach((contributor, source) -> {
			if (!taken.contains(contributor)) {
				definitions.addAll(this.adoptions.adopt(source));
			}
			else if (!source.mayBeReplaced() && !this.contributors.owns(contributor)) {
				logger.warn(
						("The health indicator '%s' of the application is not asked, because there is a check of that "
								+ "name, which is shown in its place. Give one of the two another name.")
							.formatted(contributor));
			}
		});
		return definitions;
	}

	@Override
	public Collection<String> furtherNames() {
		return (this.parent != null) ? this.parent.furtherNames() : this.adoptions.names();
	}

	@Override
	public void onRegistered(RegisteredChecks registrar) {
		if (this.parent == null) {
			this.adoptions.onRegistered(registrar);
			this.indicators.adoptLaterBy(this.adoptions);
		}
		this.checks.warnOfStatusesInVain(this.monitor.snapshots().keySet(), furtherNames());
		this.onceRegistered.run();
	}

	/**
	 * What a composite is to have, as long as nobody knows what it has.
	 */
	@Override
	public boolean mayCome(String name) {
		return this.adoptions.unlisted().stream().anyMatch((composite) -> CheckNames.covers(composite.name(), name));
	}

	@Override
	public String description() {
		return "parts of health contributors";
	}

	@Override
	public boolean isMet() {
		return this.adoptions.unlisted().stream().allMatch(UnlistedComposite::isMet);
	}

	@Override
	public Collection<? extends StartupCondition> parts() {
		return this.adoptions.unlisted();
	}

	@Override
	public void start() {
		this.running = true;
		this.watch.resume();
	}

	@Override
	public void stop() {
		this.running = false;
		this.watch.pause();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return ShutdownOrder.CHECKS;
	}

	@Override
	public void destroy() {
		this.watch.close();
	}

}
