package shop;

public interface Labels {
  String of(String name);
}
