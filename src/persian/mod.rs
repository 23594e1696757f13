//! Facts about Persian: letters, spaces, digits, numbering, order, calendar.
