package dev.probity.toy;

import java.util.List;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckDefinitions;
import dev.probity.probe.Criticality;
import dev.probity.registration.ProbityAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * The check <code>mail</code>.
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(MailServer.class)
public final class MailCheckAutoConfiguration {

	@Bean
	CheckDefinitions mailCheckDefinitions(MailServer server) {
		return () -> List.of(new CheckDefinition("mail", null, Criticality.OPTIONAL, Pace.NORMAL,
				(policy) -> new MailCheck(server, policy)));
	}

}
