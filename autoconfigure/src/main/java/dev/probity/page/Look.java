package dev.probity.page;

import java.util.Locale;

/**
 * How a status or a state looks: by a shape and a word, and by a colour on top.
 */
enum Look {

	/** Works. */
	GOOD("●"),

	/** Works in part. */
	PARTLY("▲"),

	/** Does not work. */
	BAD("✖"),

	/** Is not to be used, or nothing is known of it. */
	OUT("■");

	private final String shape;

	Look(String shape) {
		this.shape = shape;
	}

	/**
	 * How the name of a status or state looks.
	 */
	static Look of(String name) {
		return switch (name) {
			case "UP", "PASSING" -> GOOD;
			case "DEGRADED" -> PARTLY;
			case "DOWN", "FAILING", "STALE" -> BAD;
			default -> OUT;
		};
	}

	/**
	 * The class in the style sheet.
	 */
	String style() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Write the name with its shape.
	 */
	static void write(Html html, String name) {
		Look look = of(name);
		html.open("strong", "class", look.style())
			.element("span", look.shape, "aria-hidden", "true")
			.text(" " + name.replace('_', ' '))
			.close("strong");
	}

}
