package dev.probity.startup;

import dev.probity.text.VisibleText;

/**
 * A startup task under its name, with its policy. A bean of this type is a task, too,
 * under its own name.
 *
 * @param name the name, not empty, without white space and what cannot be seen
 * @param task the task
 * @param policy how it is run; that of the task itself does not count
 * @since 0.1.0
 */
public record StartupTaskRegistration(String name, StartupTask task, StartupTaskPolicy policy) {

	public StartupTaskRegistration {
		if (!isName(name)) {
			throw new IllegalArgumentException(
					"The name of a startup task must not be empty or have white space or characters that cannot be seen in it, but is '%s'"
						.formatted(VisibleText.line(name)));
		}
	}

	/**
	 * Whether a task can have a name.
	 * @param name the name
	 * @return whether it can
	 */
	public static boolean isName(String name) {
		return name.matches("\\S+") && VisibleText.firstUnseen(name).isEmpty();
	}

}
