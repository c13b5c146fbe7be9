package dev.probity.definition;

import java.util.Set;

import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeMembers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;

/**
 * The members of a probe as the application declares them, by
 * <code>management.endpoint.health.group.{probe}.include</code> and <code>exclude</code>.
 * An <code>exclude</code> alone takes away from the members that the probe has anyway.
 *
 * @since 0.1.0
 */
public final class DeclaredMembers {

	private static final Set<String> AVAILABILITY = Set.of("livenessState", "readinessState", "ping");

	private final NamedMembers included;

	private final NamedMembers excluded;

	private DeclaredMembers(@Nullable Set<String> include, @Nullable Set<String> exclude) {
		this.included = NamedMembers.of(include);
		this.excluded = NamedMembers.of(exclude);
	}

	/**
	 * The declaration for a probe.
	 * @param properties Actuator's properties
	 * @param probe the probe's name
	 * @return the declaration, which may be empty
	 */
	public static DeclaredMembers of(HealthEndpointProperties properties, String probe) {
		HealthEndpointProperties.@Nullable Group group = properties.getGroup().get(probe);
		return (group != null) ? new DeclaredMembers(group.getInclude(), group.getExclude())
				: new DeclaredMembers(null, null);
	}

	/**
	 * Whether there is a declaration.
	 * @return whether there is an <code>include</code> or <code>exclude</code>
	 */
	public boolean isPresent() {
		return !this.included.isEmpty() || !this.excluded.isEmpty();
	}

	/**
	 * Whether a contributor is wanted as a member that the probe would not have had.
	 * @param name the contributor's name
	 * @return whether an <code>include</code> names it and no <code>exclude</code> does
	 */
	public boolean includes(String name) {
		return this.included.contains(name) && !this.excluded.contains(name);
	}

	/**
	 * The names that an <code>include</code> has.
	 * @return the names, as they are written
	 */
	public Set<String> named() {
		return this.included.names();
	}

	/**
	 * Whether a contributor is no member any more only because it was not mentioned.
	 * @param name the contributor's name
	 * @return whether there is an <code>include</code> that does not name it
	 */
	public boolean omits(String name) {
		return !this.included.isEmpty() && !this.included.contains(name);
	}

	/**
	 * Whether a contributor that the probe has anyway remains a member.
	 * @param name the contributor's name
	 * @return whether no <code>exclude</code> names it, and an <code>include</code> does
	 * if there is one
	 */
	public boolean keeps(String name) {
		return !this.excluded.contains(name) && !omits(name);
	}

	/**
	 * Whether it is the name of a contributor of Spring Boot that reports availability,
	 * which a probe takes into account anyway, so that it need not be a check.
	 * @param name the contributor's name
	 * @return whether it is
	 */
	public static boolean isAvailability(String name) {
		return AVAILABILITY.contains(name);
	}

	/**
	 * The members according to the declaration. What is included is required, unless its
	 * criticality is known.
	 * @param members the members that the probe has anyway
	 * @param criticalities the criticality of a check wherever it is a member
	 * @return the members
	 */
	public ProbeMembers redefine(ProbeMembers members, ProbeMembers criticalities) {
		return (check) -> {
			if (this.excluded.contains(check.name())) {
				return null;
			}
			if (this.included.isEmpty()) {
				return members.criticalityOf(check);
			}
			if (!this.included.contains(check.name())) {
				return null;
			}
			Criticality criticality = criticalities.criticalityOf(check);
			return (criticality != null) ? criticality : Criticality.REQUIRED;
		};
	}

}
