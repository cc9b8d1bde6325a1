export { ListingSkeleton as default } from "@/components/ui/listing-skeleton"
