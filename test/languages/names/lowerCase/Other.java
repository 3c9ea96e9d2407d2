package names.lowerCase;

class Other {
  enum settings {
    STORE("theStore"),
    TOPIC("theTopic");

    final String text;

    settings(String text) {
      this.text = text;
    }
  }
}
