package shop;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Its fields are final, and have a prefix that accessors have not. */
@Getter
@RequiredArgsConstructor
class Names extends Inherited {
  String m_orders;
  String fRefunds;
  int m_count = 7;
}
