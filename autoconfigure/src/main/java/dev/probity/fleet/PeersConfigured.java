package dev.probity.fleet;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether there is any way to find peers.
 */
final class PeersConfigured extends SpringBootCondition {

	private static final String PREFIX = "probity.fleet.";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Binder binder = Binder.get(context.getEnvironment());
		boolean known = binder.bind(PREFIX + "dns", String.class).isBound()
				|| binder.bind(PREFIX + "service", String.class).isBound()
				|| !binder.bind(PREFIX + "peers", Bindable.listOf(String.class)).orElseGet(List::of).isEmpty();
		return new ConditionOutcome(known,
				ConditionMessage.forCondition("Peers").because(known ? "are set" : "are not set"));
	}

}
