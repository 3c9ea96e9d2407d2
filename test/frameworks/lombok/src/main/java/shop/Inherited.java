package shop;

class Inherited {
  String getM_orders() {
    return "inherited";
  }
}
