package dev.probity.page;

import org.jspecify.annotations.Nullable;

/**
 * Writes elements one after the other. Whatever is not markup of the page itself goes
 * through {@link #text} or is the value of an attribute, and stays text.
 */
final class Html {

	private final StringBuilder out = new StringBuilder(16 * 1024);

	/**
	 * Markup of the page itself.
	 */
	Html raw(String markup) {
		this.out.append(markup);
		return this;
	}

	/**
	 * Begin an element.
	 * @param tag its name
	 * @param attributes names and values by turns; what is {@code null} is left out
	 */
	Html open(String tag, @Nullable String... attributes) {
		this.out.append('<').append(tag);
		for (int i = 0; i + 1 < attributes.length; i += 2) {
			String value = attributes[i + 1];
			if (value != null) {
				this.out.append(' ').append(attributes[i]).append("=\"");
				escape(value);
				this.out.append('"');
			}
		}
		this.out.append('>');
		return this;
	}

	Html close(String tag) {
		this.out.append("</").append(tag).append('>');
		return this;
	}

	Html element(String tag, String text, @Nullable String... attributes) {
		return open(tag, attributes).text(text).close(tag);
	}

	/**
	 * Begin a section with a title.
	 */
	Html section(String title) {
		return open("section", "aria-label", title).element("h2", title);
	}

	Html text(String text) {
		escape(text);
		return this;
	}

	Html newLine() {
		this.out.append('\n');
		return this;
	}

	private void escape(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			switch (character) {
				case '&' -> this.out.append("&amp;");
				case '<' -> this.out.append("&lt;");
				case '>' -> this.out.append("&gt;");
				case '"' -> this.out.append("&quot;");
				case '\'' -> this.out.append("&#39;");
				default -> this.out.append(character);
			}
		}
	}

	@Override
	public String toString() {
		return this.out.toString();
	}

}
