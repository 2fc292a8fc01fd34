package com.rollingdrop.grid.model;

/** When promotional money is spent, where cash could be spent as well. */
public enum PromoOrder {
  /** Before any cash. */
  FIRST,
  /** Only when the cash is not enough. */
  LAST
}
